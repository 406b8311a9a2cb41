/** Names of files that are being written, and what to do with those that a dead process left behind. */
import { readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isProcessAlive } from './process.ts';

const pattern = /^\..+\.(\d+)-\d+\.saving$/;
let serial = 0;

/** A name in the same folder that says who writes it; every call gives another one. */
export function tempPathFor(path: string): string {
  serial += 1;
  // File systems count a name's bytes, 255 at most; the target's own name must not push the marks out.
  const name = basename(path).slice(0, 60);
  return join(dirname(path), `.${name}.${process.pid}-${serial}.saving`);
}

/** Removes half-written files of processes that are gone, and says how many. A folder that cannot be read has none. */
export async function removeLeftTempFiles(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => {
    const pid = pattern.exec(name)?.[1];
    return pid !== undefined && Number(pid) !== process.pid && !isProcessAlive(Number(pid));
  });
  const removals = await Promise.allSettled(left.map((name) => unlink(join(folder, name))));
  return removals.filter((removal) => removal.status === 'fulfilled').length;
}
