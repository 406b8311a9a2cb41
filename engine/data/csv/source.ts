import type { Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { ExpectedError } from '../../protocol/errors.ts';

/** An open file of known size; `verify` throws where it was removed or changed since it was opened. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  /** Reads up to `buffer.length` bytes at `position`; fewer only at the end of the file. */
  read(buffer: Buffer, position: number): Promise<number>;
  verify(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file for import.
 * Errors: `file-missing`, `file-unreadable`, `file-is-folder`, `file-special`, `file-empty`.
 */
export async function openSource(path: string): Promise<SourceFile> {
  const before = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw openError(path, error);
  });
  if (before.isDirectory()) throw new ExpectedError('file-is-folder', `${path} is a folder; choose a CSV file inside it.`, { path });
  if (!before.isFile())
    throw new ExpectedError('file-special', `${path} is not a regular file; save its content as a CSV file first.`, { path });
  if (before.size === 0) throw new ExpectedError('file-empty', `${path} is empty; choose a file with a header and rows of data.`, { path });
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw openError(path, error);
  });
  return {
    path,
    size: before.size,
    read: (buffer, position) => readFully(handle, buffer, position, path),
    verify: () => verifyUnchanged(handle, path, before),
    close: () => handle.close(),
  };
}

async function readFully(handle: FileHandle, buffer: Buffer, position: number, path: string): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle
      .read(buffer, filled, buffer.length - filled, position + filled)
      .catch((error: NodeJS.ErrnoException) => {
        throw openError(path, error);
      });
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function verifyUnchanged(handle: FileHandle, path: string, before: Stats): Promise<void> {
  const same = (now: Stats): boolean => now.size === before.size && now.mtimeMs === before.mtimeMs && now.ino === before.ino;
  const held = await handle.stat();
  const named = await stat(path).catch(() => null);
  if (named && same(held) && same(named)) return;
  const what = named ? 'was changed' : 'was removed';
  throw new ExpectedError('file-changed', `${path} ${what} while it was read; import it again once it is complete.`, { path });
}

function openError(path: string, error: NodeJS.ErrnoException): ExpectedError {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new ExpectedError('file-missing', `There is no file ${path}; check the name and the folder.`, { path });
  }
  const why = error.code === 'EACCES' || error.code === 'EPERM' ? 'you do not have permission to read it' : (error.code ?? error.message);
  return new ExpectedError('file-unreadable', `${path} could not be read: ${why}.`, { path, cause: error.code ?? error.message });
}
