import { createHash } from 'node:crypto';
import { CHUNK_BYTES } from './csv/limits.ts';
import { pauseFor, type Pause } from './csv/pause.ts';
import { openSource, type SourceFile } from './csv/source.ts';

/** SHA-256 of a file's bytes, hex. */
export async function hashSource(source: SourceFile, pause: Pause): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, source.size));
  for (let position = 0; position < source.size;) {
    await pause();
    const count = await source.read(buffer, position);
    if (count === 0) break;
    hash.update(buffer.subarray(0, count));
    position += count;
  }
  return hash.digest('hex');
}

/** As `hashSource`, of a closed file. Errors: those of `openSource`; `CancelledError`. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const source = await openSource(path);
  try {
    return await hashSource(source, pauseFor(signal));
  } finally {
    await source.close();
  }
}
