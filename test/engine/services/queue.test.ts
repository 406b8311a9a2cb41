/** The queue of trainings, pausing, and what stays of both when the engine goes and comes again, over the contract. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EngineClient, openSession } from '../../../cli/session.ts';
import type { RunState, RunSummary, TrainingQueue, TrainingRequest } from '../../../engine/protocol/training.ts';
import type { StudyDetail, StudyState, TuningRequest } from '../../../engine/protocol/tuning.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-queue-'));
const workspace = join(folder, 'workspace');
const csv = join(folder, 'data.csv');
writeFileSync(csv, `y\n${Array.from({ length: 200 }, (_, t) => 50 + t / 3 + 8 * Math.sin(t / 1.9)).join('\n')}\n`);

let session = openSession();
let datasetId = '';
beforeAll(async () => {
  await session.client.call('workspace.open', { path: workspace });
  datasetId = (await session.client.call('data.import', { path: csv, overrides: {} })).id;
});
afterAll(() => session.close());

const endless = { epochs: 1_000_000, patience: 1_000_000 };

function request(name: string, training: NonNullable<TrainingRequest['training']>): TrainingRequest {
  return { datasetId, name, data: { target: 'y', horizon: 6 }, model: { hidden: 8, dropout: 0.2, layers: 2 }, training };
}

/** The run when it is in a state, or at once where it is. */
function reached(client: EngineClient, runId: string, state: RunState): Promise<RunSummary> {
  return new Promise((resolve, reject) => {
    const stop = client.on('run.changed', (run) => see(run));
    const see = (run: RunSummary): void => {
      if (run.id !== runId || run.state !== state) return;
      stop();
      resolve(run);
    };
    client.call('runs.get', { runId }).then(see, reject);
  });
}

function progressed(client: EngineClient, runId: string, epoch: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.on('training.progress', (news) => {
      if (news.runId !== runId || news.epoch < epoch) return;
      stop();
      resolve();
    });
  });
}

const model = (place: string): Buffer => readFileSync(join(place, 'model.bin'));

it('trains as many as the limit allows, and the others in their order', async () => {
  const { client } = session;
  expect(await client.call('training.setLimit', { limit: 1 })).toEqual({ limit: 1, running: [], waiting: [], others: [] });
  const began: string[] = [];
  const told: TrainingQueue[] = [];
  const stops = [
    client.on('run.changed', ({ state, name }) => {
      if (state === 'running' && !began.includes(name)) began.push(name);
    }),
    client.on('queue.changed', (state) => told.push(state)),
  ];
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd'])
    ids.push((await client.call('training.start', request(name, name === 'a' ? endless : { epochs: 2 }))).runId);
  const [a, b, c, d] = ids as [string, string, string, string];
  expect(await client.call('training.queue', {})).toEqual({ limit: 1, running: [a], waiting: [b, c, d], others: [] });
  expect(told.at(-1)).toEqual({ limit: 1, running: [a], waiting: [b, c, d], others: [] });
  expect((await client.call('runs.get', { runId: b })).state).toBe('queued');
  await expect(client.call('training.stop', { runId: b })).rejects.toMatchObject({ code: 'run-waiting' });
  await expect(client.call('training.move', { id: a, place: 0 })).rejects.toMatchObject({ code: 'run-not-waiting' });
  await expect(client.call('training.resume', { runId: b })).rejects.toMatchObject({ code: 'run-active' });

  expect((await client.call('training.move', { id: d, place: 0 })).waiting).toEqual([d, b, c]);
  await client.call('training.cancel', { runId: b });
  expect(await client.call('runs.get', { runId: b })).toMatchObject({ state: 'cancelled', resumable: true });
  await client.call('training.pause', { runId: a });
  await Promise.all([d, c].map((runId) => reached(client, runId, 'done')));
  expect(began).toEqual(['a', 'd', 'c']);
  for (const stop of stops) stop();
  expect(await client.call('runs.get', { runId: a })).toMatchObject({ state: 'paused', resumable: true });
});

it('begins one beyond the limit where it is told to', async () => {
  const { client } = session;
  const { runIds } = await client.call('training.startMany', { requests: ['e', 'f'].map((name) => request(name, endless)) });
  const [first, second] = runIds as [string, string];
  const both = await client.call('training.startNow', { id: second });
  expect(both).toEqual({ limit: 1, running: [first, second], waiting: [], others: [] });
  await Promise.all([reached(client, first, 'running'), reached(client, second, 'running')]);
  for (const runId of runIds) await client.call('training.cancel', { runId });
});

it('pauses and goes on to the same bytes, also when the engine was ended between', async () => {
  const training = { epochs: 160, patience: 160, seed: 5 };
  const { runId: whole } = await session.client.call('training.start', request('whole', training));
  const { folder: place } = await reached(session.client, whole, 'done');

  const { runId } = await session.client.call('training.start', request('paused', training));
  await progressed(session.client, runId, 20);
  await session.client.call('training.pause', { runId });
  const paused = await session.client.call('runs.get', { runId });
  expect(paused.state).toBe('paused');
  expect(paused.history.length).toBeLessThan(160);
  expect(paused.log.at(-1)).toMatch(/Training is paused/);

  await session.client.call('training.resume', { runId });
  await progressed(session.client, runId, 60);
  await session.client.call('training.pause', { runId });
  await session.close();
  session = openSession();
  const { runs } = await session.client.call('workspace.open', { path: workspace });
  expect(runs.find(({ id }) => id === runId)).toMatchObject({ state: 'paused', resumable: true });
  const done = reached(session.client, runId, 'done');
  await session.client.call('training.resume', { runId });
  const run = await done;
  expect(run.epochsDone).toBe(160);
  expect(model(run.folder).equals(model(place))).toBe(true);
});

it('keeps what trained and what waited when the engine ends, and begins nothing by itself', async () => {
  await session.client.call('training.setLimit', { limit: 1 });
  const { runIds } = await session.client.call('training.startMany', {
    requests: ['g', 'h', 'i'].map((name) => request(name, { epochs: 300, patience: 300 })),
  });
  await progressed(session.client, runIds[0]!, 3);
  await session.close();

  session = openSession();
  const { runs } = await session.client.call('workspace.open', { path: workspace });
  const kept = runIds.map((id) => runs.find((run) => run.id === id)!);
  expect(kept.map(({ state, resumable }) => [state, resumable])).toEqual([
    ['queued', true],
    ['queued', true],
    ['queued', true],
  ]);
  expect(kept.map(({ epochsDone }) => epochsDone > 0)).toEqual([true, false, false]);
  expect((await session.client.call('training.queue', {})).waiting).toEqual([]);
  const ends = runIds.map((runId) => reached(session.client, runId, 'done'));
  for (const runId of runIds) await session.client.call('training.resume', { runId });
  for (const run of await Promise.all(ends)) expect(run.epochsDone).toBe(300);
});

/** The study once it is in a state. */
async function studyReached(client: EngineClient, studyId: string, state: StudyState): Promise<StudyDetail> {
  const there = new Promise<void>((resolve) => {
    const stop = client.on('tuning.changed', (news) => {
      if (news.studyId !== studyId || news.state !== state) return;
      stop();
      resolve();
    });
  });
  if ((await client.call('tuning.get', { studyId })).state !== state) await there;
  return client.call('tuning.get', { studyId });
}

function search(name: string, settings: Partial<TuningRequest['settings']> = {}): TuningRequest {
  return {
    datasetId,
    name,
    data: { target: 'y', horizon: 4, context: 12 },
    training: { epochs: 3, patience: 3 },
    space: { model: { hidden: { choices: [2, 4] } } },
    settings: { budgetSeconds: 600, trials: 3, seeds: 1, finalists: 1, ...settings },
  };
}

const endlessSearch = (name: string): TuningRequest => ({
  ...search(name, { trials: null }),
  training: { epochs: 2000, patience: 2000 },
});

it('has searches and automatic forecasts wait for their turn with the trainings, and tells what they are', async () => {
  const { client } = session;
  await client.call('training.setLimit', { limit: 1 });
  const { runId } = await client.call('training.start', request('before', endless));
  const { studyId } = await client.call('tuning.start', search('waits'));
  const automatic = client.call('catalogue.forecast', { datasetId, target: 'y', horizon: 4, model: 'gru' });
  automatic.catch(() => undefined);
  // A method that answers at once does not wait behind trainings.
  expect((await client.call('catalogue.forecast', { datasetId, target: 'y', horizon: 4, model: 'naive' })).model).toBe('naive');
  const { running, waiting, others } = await client.call('training.queue', {});
  expect(running).toEqual([runId]);
  expect(others).toEqual([
    { id: studyId, kind: 'study', name: 'waits' },
    { id: waiting[1], kind: 'automatic', name: 'Forecasting y of data' },
  ]);
  expect(waiting).toEqual(others.map(({ id }) => id));
  expect((await client.call('tuning.get', { studyId })).state).toBe('queued');
  await expect(client.call('tuning.resume', { folder: (await client.call('tuning.get', { studyId })).folder })).rejects.toMatchObject({
    code: 'study-active',
  });

  expect((await client.call('training.move', { id: waiting[1]!, place: 0 })).waiting).toEqual([waiting[1], studyId]);
  expect((await client.call('training.withdraw', { id: waiting[1]! })).waiting).toEqual([studyId]);
  await expect(automatic).rejects.toMatchObject({ code: 'cancelled' });
  await expect(client.call('training.withdraw', { id: runId })).rejects.toMatchObject({ code: 'run-not-waiting' });
  await client.call('training.cancel', { runId });
  const done = await studyReached(client, studyId, 'done');
  expect(done.ranking.length).toBeGreaterThan(0);
  expect((await client.call('training.queue', {})).waiting).toEqual([]);
});

it('pauses a search, whether it waits or is at work, and has it go on in its turn', async () => {
  const { client } = session;
  const { studyId } = await client.call('tuning.start', endlessSearch('first'));
  await studyReached(client, studyId, 'running');
  const { studyId: second } = await client.call('tuning.start', search('second'));
  await client.call('tuning.pause', { studyId: second });
  const paused = await client.call('tuning.get', { studyId: second });
  expect([paused.state, paused.trials]).toEqual(['paused', []]);
  await client.call('tuning.resume', { folder: paused.folder });
  expect(await client.call('training.queue', {})).toMatchObject({ running: [studyId], waiting: [second] });
  await client.call('tuning.pause', { studyId });
  expect((await client.call('tuning.get', { studyId })).state).toBe('paused');
  await studyReached(client, second, 'done');
});

it('keeps searches that were at work or waited when the engine ends, and goes on with what they had', async () => {
  const { studyId } = await session.client.call('tuning.start', endlessSearch('at work'));
  const { studyId: waits } = await session.client.call('tuning.start', search('behind'));
  await new Promise<void>((resolve) => {
    const stop = session.client.on('tuning.changed', (news) => {
      if (news.studyId !== studyId || news.best === null) return;
      stop();
      resolve();
    });
  });
  await session.close();

  session = openSession();
  const { client } = session;
  await client.call('workspace.open', { path: workspace });
  const kept = (await client.call('tuning.list', {})).filter(({ id }) => [studyId, waits].includes(id));
  expect(kept.map(({ state }) => state)).toEqual(['queued', 'queued']);
  const before = await client.call('tuning.get', { studyId });
  expect(before.trials.some(({ results }) => results.length > 0)).toBe(true);
  await client.call('training.setLimit', { limit: 1 });
  await client.call('tuning.resume', { folder: before.folder, budgetSeconds: before.elapsedSeconds + 0.2 });
  await client.call('tuning.resume', { folder: kept.find(({ id }) => id === waits)!.folder });
  const after = await studyReached(client, studyId, 'done');
  for (const { number, results } of before.trials)
    expect(after.trials.find((trial) => trial.number === number)!.results.slice(0, results.length)).toEqual(results);
  await studyReached(client, waits, 'done');
});
