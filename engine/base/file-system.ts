/** The few file operations that saving is made of, as an interface, so that tests can make each of them fail. */
import type { FileHandle } from 'node:fs/promises';
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';

export interface OpenFile {
  /** Writes some of the bytes at the current end and says how many: it may be fewer than asked. */
  write(bytes: Uint8Array): Promise<number>;
  /** Everything from the start on, in pieces. */
  read(): AsyncIterable<Uint8Array>;
  size(): Promise<number>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** A file that did not exist (else EEXIST), for writing and reading. */
  create(path: string): Promise<OpenFile>;
  /** Null where there is nothing. Follows links; `path` is where they lead. */
  inspect(path: string): Promise<{ path: string; kind: 'file' | 'folder' | 'other'; mode: number } | null>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes what happened in a folder (a rename) outlive a power cut. */
  syncFolder(path: string): Promise<void>;
}

const READ_BYTES = 1 << 20;

async function* readAll(handle: FileHandle): AsyncIterable<Uint8Array> {
  const buffer = new Uint8Array(READ_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

export const diskFileSystem: FileSystem = {
  async create(path) {
    const handle = await open(path, 'wx+');
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      read: () => readAll(handle),
      size: async () => (await handle.stat()).size,
      chmod: (mode) => handle.chmod(mode),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },

  async inspect(path) {
    try {
      const target = await realpath(path);
      const found = await stat(target);
      return { path: target, kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', mode: found.mode & 0o777 };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  rename,
  remove: unlink,

  async syncFolder(path) {
    // Windows neither offers nor needs it.
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } catch (error) {
      // Some network and FUSE disks cannot sync a folder; that is their answer to everyone.
      if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    } finally {
      await handle.close();
    }
  },
};
