import { ref, shallowRef } from 'vue';
import type { Ref } from 'vue';
import { expect, test } from 'vitest';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { RunSummary, TrainingQueue } from '../../../engine/protocol/training.ts';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { overallSeconds } from '../../../renderer/platform/jobs/overall.ts';
import { followQueued } from '../../../renderer/platform/jobs/follow-queued.ts';
import { JobsStore } from '../../../renderer/platform/jobs/jobs-store.ts';
import { QueueStore } from '../../../renderer/platform/jobs/queue-store.ts';
import { waitsFor } from '../../../renderer/platform/jobs/waits-for.ts';
import { run } from '../fixture/fake-data.ts';

function setup(saved: { limit?: number; order?: string[] } = {}) {
  const calls: unknown[] = [];
  const slots: Record<string, Ref<unknown>> = { trainingLimit: ref(saved.limit ?? 0), trainingOrder: ref(saved.order ?? []) };
  let tell: (state: TrainingQueue) => void = () => {};
  let connect = (): void => {};
  let answer: TrainingQueue = { limit: 2, running: [], waiting: [], others: [] };
  const failing = new Set<string>();
  const engine = {
    call: async (method: string, params: { runId?: string; limit?: number }) => {
      calls.push([method, params]);
      if (params.runId !== undefined && failing.has(params.runId)) throw new ExpectedError('gone', `${params.runId} is gone.`);
      return params.limit === undefined ? answer : (answer = { ...answer, limit: params.limit });
    },
    on: (event: string, handler: typeof tell) => {
      if (event === 'queue.changed') tell = handler;
      return () => {};
    },
    onConnected: (handler: () => void) => {
      connect = handler;
      return () => {};
    },
  } as unknown as EngineService;
  const runs = shallowRef<RunSummary[]>([]);
  const studies = shallowRef<StudySummary[]>([]);
  const store = new QueueStore(engine, { slot: (key: string) => slots[key] as never }, runs, studies);
  return { store, calls, runs, studies, failing, slots, tell: (state: TrainingQueue) => tell(state), connect: () => connect() };
}

const queued = (id: string): RunSummary => run(id, id, 'queued', 'd', 'D', 0);

test('the remembered limit is what a new engine is told, and none where nobody chose one', async () => {
  const chosen = setup({ limit: 3 });
  chosen.connect();
  expect(chosen.calls).toEqual([['training.setLimit', { limit: 3 }]]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(chosen.store.state.value.limit).toBe(3);
  const open = setup();
  open.connect();
  expect(open.calls).toEqual([['training.queue', {}]]);
  await open.store.setLimit(1);
  expect(open.slots['trainingLimit']?.value).toBe(1);
});

test('what waits has a place, and moves by one', async () => {
  const { store, tell, calls } = setup();
  tell({ limit: 1, running: ['a'], waiting: ['b', 'c', 'd'], others: [] });
  expect([store.place('a'), store.place('b'), store.place('d')]).toEqual([null, 1, 3]);
  await store.move('d', -1);
  tell({ limit: 1, running: ['a'], waiting: ['b', 'd', 'c'], others: [] });
  await store.move('b', -1);
  await store.move('a', 1);
  expect(calls).toEqual([
    ['training.move', { id: 'd', place: 1 }],
    ['training.move', { id: 'b', place: 0 }],
  ]);
});

test('what an engine left waiting is started in its order; one that fails does not keep the others', async () => {
  const { store, runs, tell, connect, calls, failing, slots } = setup();
  tell({ limit: 1, running: ['b'], waiting: ['c', 'a'], others: [] });
  expect(slots['trainingOrder']?.value).toEqual(['b', 'c', 'a']);
  runs.value = [queued('a'), queued('b'), queued('c')];
  expect(store.left.value).toEqual([]);
  // An engine that has just started.
  connect();
  expect(store.left.value.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  failing.add('b');
  await expect(store.startLeft()).rejects.toThrow('b is gone.');
  expect(calls.slice(1).map((call) => (call as [string, { runId: string }])[1].runId)).toEqual(['b', 'c', 'a']);
  // One that was taken out of the queue of this engine is not left from one before, as long as its state is on the way.
  tell({ limit: 1, running: [], waiting: ['c'], others: [] });
  tell({ limit: 1, running: [], waiting: [], others: [] });
  expect(store.left.value.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a search that was left stands where it stood among the trainings that were left', async () => {
  const { store, runs, studies, tell, connect, calls } = setup();
  tell({ limit: 1, running: ['a'], waiting: ['s', 'b'], others: [{ id: 's', kind: 'study', name: 'air' }] });
  runs.value = [queued('a'), queued('b')];
  studies.value = [
    { id: 's', folder: '/s', state: 'queued', createdAt: '2026-01-01' },
    { id: 'over', folder: '/over', state: 'done', createdAt: '2026-01-01' },
  ] as StudySummary[];
  expect(store.leftStudies.value).toEqual([]);
  connect();
  expect(store.leftStudies.value.map(({ id }) => id)).toEqual(['s']);
  calls.length = 0;
  await store.startLeft();
  expect(calls).toEqual([
    ['training.resume', { runId: 'a' }],
    ['tuning.resume', { folder: '/s' }],
    ['training.resume', { runId: 'b' }],
  ]);
});

test('what waits is told for what: the first for what is at work, the others for the one before them', () => {
  const { store, tell } = setup();
  const workspace = { run: (id: string) => (id === 's' ? undefined : queued(id)) };
  const told = (id: string): string | null => waitsFor({ queue: store, workspace }, id);
  const others = [{ id: 's', kind: 'study' as const, name: 'air' }];
  tell({ limit: 1, running: ['a'], waiting: ['s', 'b'], others });
  expect([told('a'), told('s'), told('b')]).toEqual([null, '1. Waits for the end of a', '2. Begins after air']);
  tell({ limit: 2, running: ['a', 'c', 'd', 'e', 'f'], waiting: ['b'], others });
  expect(told('b')).toBe('1. Waits until one of these ends: a, c, d, 2 more');
  tell({ limit: 2, running: [], waiting: ['b'], others });
  expect(told('b')).toBe('1. Begins in a moment');
});

test('a page follows its own work from the queue on, whatever else of its kind is at work', () => {
  const { store, tell } = setup();
  const jobs = new JobsStore();
  const work = (id: string) => ({ id, kind: 'automatic' as const, name: id });
  const job = { kind: 'automatic' as const, title: '', state: 'running' as const, progress: 0, remainingSeconds: null, message: '' };
  tell({ limit: 1, running: ['first'], waiting: [], others: [work('first')] });
  const own = followQueued(jobs, store, 'automatic');
  tell({ limit: 1, running: ['first'], waiting: ['own'], others: [work('first'), work('own')] });
  jobs.update({ ...job, id: 'first' });
  expect([own.queuedId.value, own.job.value]).toEqual(['own', null]);
  tell({ limit: 1, running: ['own'], waiting: [], others: [work('own')] });
  jobs.update({ ...job, id: 'own' });
  expect(own.job.value?.id).toBe('own');
  const quick = followQueued(jobs, store, 'automatic');
  jobs.update({ ...job, id: 'quick' });
  expect([quick.queuedId.value, quick.job.value?.id]).toEqual([null, 'quick']);
});

test('everything takes as long as the longest that runs, and the rows of what waits', () => {
  const job = (progress: number | null, remainingSeconds: number | null) => ({ progress, remainingSeconds });
  expect(overallSeconds([], 3, 1)).toBeNull();
  expect(overallSeconds([job(null, null)], 0, 1)).toBeNull();
  expect(overallSeconds([job(0.5, 30), job(0.9, 10)], 0, 2)).toBe(30);
  // One takes 60 s, the other 100 s: 80 s on average, for three that wait in two rows.
  expect(overallSeconds([job(0.5, 30), job(0.9, 10)], 3, 2)).toBeCloseTo(30 + (80 * 3) / 2, 9);
  expect(overallSeconds([job(null, 20)], 1, 1)).toBeNull();
});

test('runs that go on by themselves are not left, until they cannot go on', () => {
  const { store, runs, connect } = setup();
  connect();
  store.expect(['a']);
  runs.value = [queued('a'), queued('b')];
  expect(store.left.value.map(({ id }) => id)).toEqual(['b']);
  store.giveUp('a');
  expect(store.left.value.map(({ id }) => id).toSorted()).toEqual(['a', 'b']);
});

test('an interrupted run is told until it goes on or is put aside; one that goes on by itself is not', async () => {
  const { store, runs, connect, calls, tell } = setup();
  connect();
  store.expect(['goes-on']);
  const cutOff = (id: string, archived = false): RunSummary => {
    const about = run(id, id, 'interrupted', 'd', 'D', 0);
    return { ...about, resumable: true, annotation: { ...about.annotation, archived } };
  };
  runs.value = [cutOff('goes-on'), cutOff('a'), cutOff('b'), cutOff('put-aside', true), { ...cutOff('lost'), resumable: false }];
  const told = (): string[] => store.interrupted.value.map(({ id }) => id);
  expect(told()).toEqual(['a', 'b']);
  await store.resumeInterrupted();
  expect(calls.slice(1)).toEqual([
    ['training.resume', { runId: 'a' }],
    ['training.resume', { runId: 'b' }],
  ]);
  tell({ limit: 1, running: ['a'], waiting: ['b'], others: [] });
  expect(told()).toEqual([]);
});
