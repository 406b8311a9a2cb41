/**
 * Saving so that a file is either the old or the new version, whole, whatever happens: a temporary file in the same
 * folder, every byte counted, synced, checked, renamed, and the folder synced.
 */
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import { explainFileError, systemCode } from './file-errors.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { diskFileSystem } from './file-system.ts';
import { tempPathFor } from './temp-file.ts';

export type Chunk = string | Uint8Array;
export type FileContent = Chunk | Iterable<Chunk> | AsyncIterable<Chunk>;

export interface SaveOptions {
  /** What is done, for messages: "Could not <doing> <path>: ...". */
  doing?: string;
  /** Reads the file again before it takes the old one's place, and compares SHA-256. */
  verify?: boolean;
  /** Polled between chunks. */
  signal?: AbortSignal | undefined;
  fileSystem?: FileSystem;
}

export interface SavedFile {
  bytes: number;
  /** SHA-256, hex. */
  hash: string;
}

/** One saving: where to, and how a failure of it reads. */
interface Job {
  path: string;
  doing: string;
  fileSystem: FileSystem;
  verify: boolean;
  signal: AbortSignal | undefined;
}

function failure(job: Job, code: string, reasonAndAdvice: string): ExpectedError {
  return new ExpectedError(code, `Could not ${job.doing} ${job.path}: ${reasonAndAdvice}`, { path: job.path });
}

async function writeContent(file: OpenFile, content: FileContent, job: Job): Promise<SavedFile> {
  const hash = createHash('sha256');
  const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  let bytes = 0;
  for await (const chunk of chunks) {
    if (job.signal?.aborted) throw new CancelledError();
    const piece = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    hash.update(piece);
    bytes += piece.length;
    for (let done = 0; done < piece.length;) {
      const written = await file.write(piece.subarray(done));
      if (written <= 0) throw failure(job, 'disk-error', 'the disk took no more bytes and gave no reason. Check the disk.');
      done += written;
    }
  }
  return { bytes, hash: hash.digest('hex') };
}

async function check(file: OpenFile, saved: SavedFile, job: Job): Promise<void> {
  const size = await file.size();
  if (size !== saved.bytes) throw failure(job, 'disk-error', `the disk kept ${size} of ${saved.bytes} bytes. Check the disk.`);
  if (!job.verify) return;
  const hash = createHash('sha256');
  for await (const piece of file.read()) hash.update(piece);
  if (hash.digest('hex') !== saved.hash) throw failure(job, 'disk-error', 'the disk gives back other bytes than were written. Check it.');
}

async function createTemp(job: Job, target: string): Promise<{ file: OpenFile; temp: string }> {
  for (;;) {
    const temp = tempPathFor(target);
    try {
      return { file: await job.fileSystem.create(temp), temp };
    } catch (error) {
      if (systemCode(error) === 'ENOENT')
        throw failure(job, 'folder-missing', 'its folder does not exist. Create it or choose another one.');
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Fills a temporary file and puts it in the target's place; on failure it is closed and removed before the error goes on. */
async function replace(job: Job, target: string, mode: number | null, content: FileContent): Promise<SavedFile> {
  const { file, temp } = await createTemp(job, target);
  let open = true;
  try {
    const saved = await writeContent(file, content, job);
    if (mode !== null) await file.chmod(mode);
    await file.sync();
    await check(file, saved, job);
    open = false;
    await file.close();
    if (job.signal?.aborted) throw new CancelledError();
    await job.fileSystem.rename(temp, target);
    return saved;
  } catch (error) {
    if (open) await file.close().catch(() => {});
    await job.fileSystem.remove(temp).catch(() => {});
    throw error;
  }
}

/** What `path` leads to, where that is something a file may replace. */
async function findTarget(job: Job): Promise<{ target: string; mode: number | null }> {
  const existing = await job.fileSystem.inspect(job.path);
  if (existing === null) return { target: job.path, mode: null };
  if (existing.kind === 'folder') throw failure(job, 'is-folder', 'it is a folder. Choose a file name inside it.');
  if (existing.kind === 'other') throw failure(job, 'not-a-file', 'it is not an ordinary file. Choose another name.');
  if ((existing.mode & 0o222) === 0) {
    throw failure(job, 'no-permission', 'it is marked read-only. Allow writing to it or choose another name.');
  }
  return { target: existing.path, mode: existing.mode };
}

/**
 * Saves `content` as the file `path`; an existing one keeps its permissions, and a link keeps pointing to it.
 * Once this resolves, the new version outlives a power cut. When it rejects, the old version stands; only where syncing
 * the folder failed is the new one in place, and the message says so.
 * @throws ExpectedError ('disk-full', 'no-permission', 'read-only', 'folder-missing', 'is-folder', 'disk-error', ...),
 * CancelledError, or whatever the chunks' producer throws.
 */
export async function saveFile(path: string, content: FileContent, options: SaveOptions = {}): Promise<SavedFile> {
  const { doing = 'save', verify = false, signal, fileSystem = diskFileSystem } = options;
  const job: Job = { path, doing, fileSystem, verify, signal };
  let saved: SavedFile;
  let folder: string;
  try {
    const { target, mode } = await findTarget(job);
    folder = dirname(target);
    saved = await replace(job, target, mode, content);
  } catch (error) {
    throw explainFileError(error, path, doing);
  }
  try {
    await fileSystem.syncFolder(folder);
  } catch (error) {
    const reason = systemCode(error) ?? 'an error';
    throw failure(job, 'not-durable', `the new version is in place, but may not outlive a power cut (${reason}). Save again.`);
  }
  return saved;
}
