/** What people say of runs, the trash, and the curves: over the contract, on a workspace of its own. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { annotated } from '../../../engine/services/annotate.ts';
import { runCurves } from '../../../engine/services/run-curves.ts';
import { NO_ANNOTATION } from '../../../engine/protocol/runs.ts';
import { history } from '../project/samples.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-annotations-'));
const workspace = join(folder, 'workspace');
const { client, close } = openSession();
afterAll(close);
let run: RunSummary;

beforeAll(async () => {
  const csv = join(folder, 'wave.csv');
  const rows = Array.from({ length: 120 }, (_, t) => `${t},${50 + 8 * Math.sin(t / 2)}`);
  writeFileSync(csv, `t,y\n${rows.join('\n')}\n`);
  await client.call('workspace.open', { path: workspace });
  const { id } = await client.call('data.import', { path: csv, overrides: {} });
  const request = { datasetId: id, data: { target: 'y', horizon: 3 }, model: { hidden: 4 }, training: { epochs: 4, patience: 4 } };
  const { runId } = await client.call('training.start', request);
  run = await ended(client, runId);
});

test('tags are added and removed whatever their case, and what is left open stays', () => {
  const now = { ...NO_ANNOTATION, tags: ['Final', 'b'], notes: 'x' };
  expect(annotated(now, { addTags: ['final', 'c'] }).tags).toEqual(['Final', 'b', 'c']);
  expect(annotated(now, { removeTags: ['FINAL'] })).toEqual({ ...now, tags: ['b'] });
  expect(annotated(now, { tags: ['z', 'Z'], archived: true })).toEqual({ ...now, tags: ['z'], archived: true });
});

test('a run keeps what is said of it, beside its record, and tells everyone', async () => {
  const record = readFileSync(join(run.folder, 'run.json'), 'utf8');
  const heard: RunSummary[] = [];
  const stop = client.on('run.changed', (changed) => heard.push(changed));
  const [changed] = await client.call('runs.annotate', { runIds: [run.id], notes: 'Best so far.', addTags: ['final'], folder: 'wave/gru' });
  stop();
  const said = { notes: 'Best so far.', tags: ['final'], folder: 'wave/gru', archived: false, pinned: false };
  expect(changed!.annotation).toEqual(said);
  expect(heard.map(({ annotation }) => annotation)).toEqual([said]);
  expect(readFileSync(join(run.folder, 'run.json'), 'utf8')).toBe(record);
  const { runs } = await client.call('workspace.open', { path: workspace });
  expect(runs[0]!.annotation).toEqual(said);
});

test.each([{ folder: 'a//b' }, { folder: '/a' }, { addTags: ['a,b'] }, { addTags: [' a'] }, { tags: [''] }])(
  'refuses %j',
  async (change) => {
    await expect(client.call('runs.annotate', { runIds: [run.id], ...change })).rejects.toMatchObject({ code: 'invalid-params' });
  },
);

test('a damaged annotation is kept aside, and the run opens without it', async () => {
  const path = join(run.folder, 'annotation.json');
  writeFileSync(path, '{');
  const { runs, warnings } = await client.call('workspace.open', { path: workspace });
  expect(runs[0]!.annotation).toEqual(NO_ANNOTATION);
  expect(warnings.join()).toContain('annotation.json.damaged-1');
});

test('the curves of a run have a time an epoch, and its record the last losses', async () => {
  const [curves] = await client.call('runs.curves', { runIds: [run.id] });
  const { history: epochs } = await client.call('runs.get', { runId: run.id });
  expect([...curves!.epoch]).toEqual([1, 2, 3, 4]);
  expect([...curves!.validationLoss]).toEqual(epochs.map((epoch) => epoch.validationLoss));
  expect([...curves!.seconds].every((seconds, i, all) => seconds >= (all[i - 1] ?? 0))).toBe(true);
  expect(curves!.steps[3]).toBe(4 * curves!.steps[0]!);
  expect(curves!.windowsPerSecond[3]).toBeGreaterThan(0);
  expect(run.losses).toMatchObject({ lastTraining: epochs[3]!.trainingLoss, lastValidation: epochs[3]!.validationLoss });
  expect(run.losses!.bestTraining).toBe(epochs.find(({ epoch }) => epoch === run.bestEpoch)!.trainingLoss);
});

test('an epoch without a time has none', () => {
  const { seconds, trainingLoss } = runCurves('a', history.history, [{ epoch: 2, steps: 8, seconds: 3, windowsPerSecond: 5 }]);
  expect([...seconds]).toEqual([Number.NaN, 3]);
  expect([...trainingLoss]).toEqual([0.5, Number.NaN]);
});

test('a run goes to the trash, comes back whole, and is gone once the trash is emptied', async () => {
  const { trashId } = await client.call('runs.trash', { runId: run.id });
  expect((await client.call('runs.list', {})).length).toBe(0);
  expect(existsSync(run.folder)).toBe(false);
  expect((await client.call('runs.trashed', {})).map((one) => one.trashId)).toEqual([trashId]);
  const back = await client.call('runs.restore', { trashId });
  expect(back).toMatchObject({ id: run.id, folder: run.folder, name: run.name, state: 'done' });
  expect((await client.call('runs.get', { runId: run.id })).history).toHaveLength(4);
  await expect(client.call('runs.restore', { trashId })).rejects.toMatchObject({ code: 'unknown-run' });
  await client.call('runs.trash', { runId: run.id });
  expect(await client.call('runs.emptyTrash', {})).toEqual({ removed: 1 });
  expect(await client.call('runs.trashed', {})).toEqual([]);
});
