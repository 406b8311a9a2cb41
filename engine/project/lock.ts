/**
 * `lock.json`: the process that works in a run's folder. It is taken by linking a finished file, so there is never a
 * half-written one, and it is stale once its process is gone.
 */
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { explainFileError, systemCode } from '../base/file-errors.ts';
import { isProcessAlive, processMark } from '../base/process.ts';
import { tempPathFor } from '../base/temp-file.ts';
import { ExpectedError } from '../protocol/errors.ts';

export const LOCK_FILE = 'lock.json';

interface LockOwner {
  pid: number;
  host: string;
  /** When the lock was taken, for people. */
  since: string;
  /** Tells the process from a later one with the same number; null where the system does not say. */
  mark: string | null;
}

export interface RunLock {
  /** Gives the folder free; a second call does nothing. */
  release(): Promise<void>;
}

function parseOwner(text: string): LockOwner | null {
  try {
    const owner = JSON.parse(text) as Partial<LockOwner> | null;
    if (typeof owner?.pid !== 'number' || typeof owner.host !== 'string') return null;
    return { pid: owner.pid, host: owner.host, since: String(owner.since), mark: typeof owner.mark === 'string' ? owner.mark : null };
  } catch {
    return null;
  }
}

/** Nobody can tell for another computer, so its lock counts as live until someone removes it. */
function isLive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  if (!isProcessAlive(owner.pid)) return false;
  const mark = processMark(owner.pid);
  return mark === null || owner.mark === null || mark === owner.mark;
}

async function readLock(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    throw explainFileError(error, path, 'read the lock');
  }
}

async function liveOwner(path: string): Promise<LockOwner | null> {
  const text = await readLock(path);
  const owner = text === null ? null : parseOwner(text);
  return owner !== null && isLive(owner) ? owner : null;
}

/** Whether a live process works in this folder. */
export async function isLocked(folder: string): Promise<boolean> {
  return (await liveOwner(join(folder, LOCK_FILE))) !== null;
}

function refusal(folder: string, path: string, owner: LockOwner, what: string): ExpectedError {
  const elsewhere = owner.host !== hostname();
  const who =
    owner.pid === process.pid && !elsewhere
      ? 'this Hindcast'
      : `another Hindcast (process ${owner.pid}${elsewhere ? ` on ${owner.host}` : ''})`;
  const advice = elsewhere ? `If that one is gone for good, delete ${path}.` : 'Wait for it, or stop it there.';
  return new ExpectedError('run-locked', `The ${what} in ${folder} is in use by ${who} since ${owner.since}. ${advice}`, {
    folder,
    pid: owner.pid,
  });
}

/** Moves a stale lock out of the way; when another process was faster and the lock is new, puts it back. */
async function breakStale(path: string, stale: string): Promise<void> {
  const aside = tempPathFor(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => {});
  await unlink(aside);
}

/** Puts `text` at `path` where nothing is; false where something is. Disks without links get an exclusive write. */
async function claim(path: string, text: string): Promise<boolean> {
  const temp = tempPathFor(path);
  await writeFile(temp, text, { flag: 'wx' });
  try {
    await link(temp, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    await unlink(temp);
  }
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** `what` lies in the folder, for messages. @throws ExpectedError 'run-locked' where a live process has it, and those of writing. */
export async function lockRun(folder: string, clock: Clock, what = 'run'): Promise<RunLock> {
  const path = join(folder, LOCK_FILE);
  const owner: LockOwner = { pid: process.pid, host: hostname(), since: clock.date(), mark: processMark(process.pid) };
  const text = `${JSON.stringify(owner)}\n`;
  try {
    while (!(await claim(path, text))) {
      const found = await readLock(path);
      if (found === null) continue;
      const other = parseOwner(found);
      if (other !== null && isLive(other)) throw refusal(folder, path, other, what);
      await breakStale(path, found);
    }
  } catch (error) {
    throw explainFileError(error, path, `lock the ${what} in`);
  }
  let held = true;
  return {
    async release() {
      if (!held) return;
      held = false;
      // Somebody who took this computer for dead may have replaced the lock: only one's own is removed.
      if ((await readLock(path)) === text) await unlink(path).catch(() => {});
    },
  };
}
