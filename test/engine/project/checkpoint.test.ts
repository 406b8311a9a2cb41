import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckpointIdentity } from '../../../engine/project/checkpoint-identity.ts';
import { openCheckpoints } from '../../../engine/project/checkpoint.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { createFaultyFileSystem, type Fault } from '../base/faulty-file-system.ts';
import { checkpoint, config, identity } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();

async function save(...steps: number[]): Promise<void> {
  const store = await openCheckpoints(folder(), identity);
  for (const step of steps) await store.save(checkpoint(step));
}

async function latestStep(): Promise<unknown> {
  return (await openCheckpoints(folder(), identity)).latest?.header['step'];
}

function slot(n: 0 | 1): string {
  return join(folder(), `checkpoint.${n}.bin`);
}

test('gives back the newest, bit for bit, across openings', async () => {
  expect((await openCheckpoints(folder(), identity)).latest).toBeNull();
  await save(1, 2, 3);
  await save(4);
  await save(5, 6);
  const { latest, warnings } = await openCheckpoints(folder(), identity);
  expect(latest).toEqual(checkpoint(6));
  expect(warnings).toEqual([]);
  expect(readdirSync(folder()).sort()).toEqual(['checkpoint.0.bin', 'checkpoint.1.bin']);
});

test('takes the state at the call, whatever the trainer does meanwhile', async () => {
  const store = await openCheckpoints(folder(), identity);
  const state = checkpoint(1);
  const saving = store.save(state);
  state.header['step'] = 99;
  state.arrays['parameters']![0] = 99;
  await expect(store.save(state)).rejects.toThrow('is being saved already');
  await saving;
  expect((await openCheckpoints(folder(), identity)).latest).toEqual(checkpoint(1));
});

async function refusal(now: CheckpointIdentity): Promise<unknown> {
  const error = await openCheckpoints(folder(), now).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ExpectedError);
  expect((error as ExpectedError).code).toBe('checkpoint-mismatch');
  return (error as ExpectedError).details['differences'];
}

test('refuses what is of another run, naming each difference', async () => {
  await save(1);
  const other = { ...config, data: { ...config.data, horizon: 3 }, training: { ...config.training, threads: 7, rate: 0.01 } };
  expect(await refusal({ ...identity, config: other, datasetHash: 'f'.repeat(64), instructionSet: 'neon', parameters: 13 })).toEqual([
    'the data have changed since it was written',
    'it was written for horizon 2, the run says 3',
    'it was written for rate 0.003, the run says 0.01',
    'it was written with the instruction set avx2, the run says neon',
    'it holds a network of 12 parameters, the run has 13',
  ]);
  expect(await refusal({ ...identity, appVersion: '0.2.0' })).toEqual(['it was written by Hindcast 0.1.0, and this is 0.2.0']);
  const threads = { ...config, training: { ...config.training, threads: 7 } };
  expect((await openCheckpoints(folder(), { ...identity, config: threads })).latest).not.toBeNull();
});

test('every damaged byte and every truncation of the newest falls back to the older, with a warning', { timeout: 120_000 }, async () => {
  await save(1, 2);
  const older = readFileSync(slot(0));
  const newest = readFileSync(slot(1));
  const damages = [
    ...Array.from(newest, (byte, i) => {
      const bytes = Buffer.from(newest);
      bytes[i] = byte ^ (1 << (i & 7));
      return bytes;
    }),
    ...Array.from(newest, (_, length) => newest.subarray(0, length)),
  ];
  for (const damage of damages) {
    writeFileSync(slot(1), damage);
    const { latest, warnings } = await openCheckpoints(folder(), identity);
    expect(latest).toEqual(checkpoint(1));
    expect(warnings.length).toBe(2);
    expect(warnings[0]).toMatch(/checkpoint\.1\.bin is damaged: .* It was kept as .*checkpoint\.1\.bin\.damaged-1\./);
    expect(readFileSync(`${slot(1)}.damaged-1`).equals(damage)).toBe(true);
    rmSync(`${slot(1)}.damaged-1`);
  }
  expect(readFileSync(slot(0)).equals(older)).toBe(true);
});

test('two damaged ones leave nothing to go on from, and both are kept', async () => {
  await save(1, 2);
  for (const n of [0, 1] as const) writeFileSync(slot(n), 'no');
  const { latest, warnings } = await openCheckpoints(folder(), identity);
  expect(latest).toBeNull();
  expect(warnings.length).toBe(2);
  expect(readdirSync(folder()).sort()).toEqual(['checkpoint.0.bin.damaged-1', 'checkpoint.1.bin.damaged-1']);
  writeFileSync(slot(0), 'again');
  await openCheckpoints(folder(), identity);
  expect(existsSync(`${slot(0)}.damaged-2`)).toBe(true);
});

test('after a fallback the next save replaces the damaged generation, not the good one', async () => {
  await save(1, 2);
  writeFileSync(slot(1), 'no');
  const store = await openCheckpoints(folder(), identity);
  const good = readFileSync(slot(0));
  await store.save(checkpoint(3));
  expect(readFileSync(slot(0)).equals(good)).toBe(true);
  expect(await latestStep()).toBe(3);
});

const faults: Fault[] = ['ENOSPC', 'EIO', 'short write', 'lost write', 'kill before', 'kill after'];
test.each(faults)('%s at any operation of a save leaves this checkpoint or the one before', async (fault) => {
  for (let at = 1; at <= 10; at++) {
    rmSync(folder(), { recursive: true });
    mkdirSync(folder());
    await save(1, 2, 3);
    const store = await openCheckpoints(folder(), identity, { fileSystem: createFaultyFileSystem(at, fault) });
    const outcome = await store.save(checkpoint(4)).then(
      () => 'saved',
      () => 'failed',
    );
    const step = await latestStep();
    if (outcome === 'saved') expect(step).toBe(4);
    else expect([3, 4]).toContain(step);
  }
});
