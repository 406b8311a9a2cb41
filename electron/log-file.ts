/** What the engine and the main process have to say, in a file of the user's data folder; the previous one is kept. */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';

export interface LogFile {
  readonly path: string;
  write(text: string): void;
  /** Resolves when everything so far is written. */
  flush(): Promise<void>;
}

const LIMIT_BYTES = 1_000_000;

export function logFile(file: string, now: () => Date = () => new Date()): LogFile {
  let last: Promise<void> = mkdir(path.dirname(file), { recursive: true }).then(() => undefined);

  async function append(line: string): Promise<void> {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > LIMIT_BYTES) await rename(file, `${file}.1`);
    await appendFile(file, line);
  }

  return {
    path: file,
    write(text) {
      const line = `${now().toISOString()} ${text.trimEnd()}\n`;
      last = last.then(() => append(line)).catch(() => undefined);
    },
    flush: () => last,
  };
}
