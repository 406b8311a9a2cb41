/**
 * A small JSON file in the user's data folder. Writes follow one another, so that the last call wins. A file that
 * is not JSON is kept aside under another name, never overwritten.
 */
import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from './atomic-write.ts';

export interface JsonFile {
  /** The text, known to be JSON; null where there is none or it was damaged. */
  read(): Promise<string | null>;
  write(json: string): Promise<void>;
  /** Resolves when every write so far has ended, well or not. */
  settled(): Promise<void>;
}

export function jsonFile(file: string, now: () => number = Date.now): JsonFile {
  let last: Promise<unknown> = Promise.resolve();

  return {
    async read() {
      await last.catch(() => undefined);
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (text === null || isJson(text)) return text;
      await rename(file, `${file}.damaged-${now()}`);
      return null;
    },
    write(json) {
      const next = last
        .catch(() => undefined)
        .then(async () => {
          await mkdir(path.dirname(file), { recursive: true });
          await writeAtomically(file, json);
        });
      last = next;
      return next;
    },
    settled: () =>
      last.then(
        () => undefined,
        () => undefined,
      ),
  };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
