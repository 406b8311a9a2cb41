/** Writes a small file so that it is always the old one or the new one, whole. */
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

let counter = 0;

export async function writeAtomically(file: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = `${file}.${process.pid}-${counter++}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const { size } = await stat(temporary);
    if (size !== Buffer.byteLength(content)) throw new Error(`Wrote ${size} bytes of ${file} instead of ${Buffer.byteLength(content)}.`);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** Makes the rename itself durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
