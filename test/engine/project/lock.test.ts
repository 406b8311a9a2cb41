import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../engine/base/clock.ts';
import { openCheckpoints } from '../../../engine/project/checkpoint.ts';
import { isLocked, lockRun } from '../../../engine/project/lock.ts';
import { createRunFolder, openRun, removeRun, saveRun } from '../../../engine/project/run-folder.ts';
import { checkpoint, identity, run } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();
const child = join(import.meta.dirname, 'lock-child.ts');

async function startLocker() {
  const locker = spawn(process.execPath, [child, folder()], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(locker.stdout, 'data');
  return locker;
}

test('a live lock is refused with a sentence; a free one can be taken again', async () => {
  const lock = await lockRun(folder(), systemClock);
  await expect(lockRun(folder(), systemClock)).rejects.toThrow(
    /^The run in .* is in use by this Hindcast since \d{4}-.*Z\. Wait for it, or stop it there\.$/,
  );
  expect(await isLocked(folder())).toBe(true);
  await lock.release();
  await lock.release();
  expect(readdirSync(folder())).toEqual([]);
  await (await lockRun(folder(), systemClock)).release();
});

test('a run whose process was killed is interrupted and can be resumed, with or without a checkpoint', { timeout: 30_000 }, async () => {
  await saveRun(folder(), run(folder(), { state: 'running' }));
  const locker = await startLocker();
  expect((await openRun(folder())).summary.state).toBe('running');
  await expect(lockRun(folder(), systemClock)).rejects.toThrow(`in use by another Hindcast (process ${locker.pid})`);
  await expect(removeRun(folder(), systemClock)).rejects.toMatchObject({ code: 'run-locked' });
  locker.kill('SIGKILL');
  await once(locker, 'exit');

  expect((await openRun(folder())).summary).toMatchObject({ state: 'interrupted', resumable: true });
  await (await openCheckpoints(folder(), identity)).save(checkpoint(1));
  expect((await openRun(folder())).summary).toMatchObject({ state: 'interrupted', resumable: true });

  const lock = await lockRun(folder(), systemClock);
  expect(await isLocked(folder())).toBe(true);
  await lock.release();
});

test('of many that find a stale lock, exactly one takes it', async () => {
  writeFileSync(
    join(folder(), 'lock.json'),
    JSON.stringify({ pid: 4194999, host: (await import('node:os')).hostname(), since: 'x', mark: null }),
  );
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockRun(folder(), systemClock)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBe(1);
  expect(readdirSync(folder())).toEqual(['lock.json']);
});

test('a process number that was given to another process does not keep a lock alive', async () => {
  const lock = await lockRun(folder(), systemClock);
  const path = join(folder(), 'lock.json');
  const owner = JSON.parse(readFileSync(path, 'utf8')) as { mark: string | null };
  if (owner.mark === null) return console.warn('SKIPPED: this system does not tell when a process started.');
  writeFileSync(path, JSON.stringify({ ...owner, mark: 'another boot/1' }));
  expect(await isLocked(folder())).toBe(false);
  await lock.release();
  expect(existsSync(path)).toBe(true);
});

test('the lock of another computer counts as live', async () => {
  writeFileSync(join(folder(), 'lock.json'), JSON.stringify({ pid: 1, host: 'elsewhere', since: '2026-01-01T00:00:00Z', mark: null }));
  await expect(lockRun(folder(), systemClock)).rejects.toThrow(
    'on elsewhere) since 2026-01-01T00:00:00Z. If that one is gone for good, delete ',
  );
});

test('a new run takes an empty folder, and no other', async () => {
  const target = join(folder(), 'deep', 'air');
  const lock = await createRunFolder(target, systemClock);
  await expect(createRunFolder(target, systemClock)).rejects.toMatchObject({ code: 'run-locked' });
  await saveRun(target, run(target));
  await lock.release();
  await expect(createRunFolder(target, systemClock)).rejects.toThrow('holds a run already. Resume that one, or choose another folder.');
  await expect(createRunFolder(folder(), systemClock)).rejects.toThrow(`Expected an empty folder for a run but ${folder()} holds deep.`);
  writeFileSync(join(folder(), 'file'), '');
  await expect(createRunFolder(join(folder(), 'file'), systemClock)).rejects.toMatchObject({ code: 'file-exists' });
});
