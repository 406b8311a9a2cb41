/** Reading whole files, with errors that say what to do. */
import { readFile } from 'node:fs/promises';
import { ExpectedError } from '../protocol/errors.ts';
import { explainFileError, systemCode } from './file-errors.ts';

/** @throws ExpectedError: 'not-found', 'no-permission', 'is-folder', 'disk-error', ... */
export async function readBytes(path: string, doing = 'read'): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw explainFileError(error, path, doing);
  }
}

/** As `readBytes`, but null where there is no such file. */
export async function readBytesIfThere(path: string, doing = 'read'): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw explainFileError(error, path, doing);
  }
}

/** @throws ExpectedError 'not-text' where the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExpectedError('not-text', `Expected UTF-8 text in ${path} but received other bytes.`, { path });
  }
}
