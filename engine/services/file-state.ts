import { stat } from 'node:fs/promises';
import { hashFile } from '../data/index.ts';
import type { DatasetSummary, FileState } from '../protocol/data.ts';

/** Looks whether files still hold what was imported; a file is read again only when its time or size has changed. */
export class FileStates {
  /** Hash by path, size and time. */
  readonly #known = new Map<string, string>();

  async check({ path, bytes, hash }: Pick<DatasetSummary, 'path' | 'bytes' | 'hash'>, signal: AbortSignal): Promise<FileState> {
    const about = await stat(path).catch(() => null);
    if (about === null || !about.isFile()) return 'missing';
    if (about.size !== bytes) return 'changed';
    const key = `${about.mtimeMs} ${about.size} ${path}`;
    const found = this.#known.get(key) ?? (await hashFile(path, signal));
    this.#known.set(key, found);
    return found === hash ? 'same' : 'changed';
  }
}
