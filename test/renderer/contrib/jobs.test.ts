import { computed, shallowRef } from 'vue';
import { expect, test } from 'vitest';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { RunState, RunSummary, TrainingQueue } from '../../../engine/protocol/training.ts';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import { readLimit } from '../../../renderer/contrib/jobs/jobs.contribution.ts';
import { endedAt, useJobs } from '../../../renderer/contrib/jobs/use-jobs.ts';
import { trainingJobId } from '../../../renderer/platform/jobs/jobs-store.ts';
import { run } from '../fixture/fake-data.ts';

const noon = new Date(2026, 4, 12, 12).getTime();

function about(id: string, state: RunState, hoursBefore: number, trainSeconds = 60): RunSummary {
  return { ...run(id, id, state, 'd', 'D', 0), createdAt: new Date(noon - hoursBefore * 3_600_000).toISOString(), trainSeconds };
}

test('runs are told by what they do: at work, waiting, standing still, ended today', () => {
  const runs = [
    about('at-work', 'running', 1),
    about('second', 'queued', 2),
    about('first', 'queued', 3),
    about('still', 'paused', 4),
    about('early', 'done', 5),
    about('late', 'failed', 1),
    about('yesterday', 'done', 14),
    about('over-midnight', 'done', 14, 3 * 3600),
    about('cut-off', 'interrupted', 1),
  ];
  const find = (id: string): RunSummary | undefined => runs.find((one) => one.id === id);
  const job = {
    id: trainingJobId('at-work'),
    kind: 'training',
    title: 'x',
    state: 'running',
    progress: 0.5,
    remainingSeconds: 1,
    message: '',
  } as Job;
  const other: Job = { ...job, id: 'job-1', kind: 'import' };
  const searching: Job = { ...job, id: 'study:search', kind: 'tuning' };
  const search = { id: 'search', name: 'air', state: 'queued' } as StudySummary;
  const left = { ...search, id: 'left' };
  const stopped = { ...search, id: 'stopped', state: 'interrupted' } as StudySummary;
  const state = shallowRef<TrainingQueue>({
    limit: 1,
    running: ['at-work'],
    waiting: ['first', 'search', 'second', 'gone', 'auto'],
    others: [
      { id: 'search', kind: 'study', name: 'air' },
      { id: 'auto', kind: 'automatic', name: 'Forecasting y of air' },
    ],
  });
  const lists = useJobs(
    {
      jobs: { running: computed(() => [job, other, searching]) },
      queue: {
        state,
        left: computed(() => []),
        leftStudies: computed(() => [left]),
        interrupted: computed(() => runs.filter(({ id }) => id === 'cut-off')),
      },
      studies: { list: shallowRef([search, left, stopped]), find: (id) => (id === search.id ? search : undefined) },
      workspace: { runs: shallowRef(runs), run: find },
    },
    () => noon,
  );
  expect(lists.running.value.map((one) => one.run?.id ?? null)).toEqual(['at-work', null, null]);
  expect(lists.running.value.map(({ study }) => study?.id ?? null)).toEqual([null, null, 'search']);
  expect(lists.waiting.value.map(({ id, run: its, study }) => [id, its?.id ?? null, study?.id ?? null])).toEqual([
    ['first', 'first', null],
    ['search', null, 'search'],
    ['second', 'second', null],
    ['auto', null, null],
  ]);
  expect(lists.leftStudies.value.map(({ id }) => id)).toEqual(['left']);
  expect(lists.pausedStudies.value.map(({ id }) => id)).toEqual(['stopped']);
  expect(lists.paused.value.map(({ id }) => id)).toEqual(['still']);
  expect(lists.ended.value.map(({ id }) => id)).toEqual(['late', 'early', 'over-midnight']);
  expect(lists.interrupted.value.map(({ id }) => id)).toEqual(['cut-off']);
  expect(lists.empty.value).toBe(false);
  expect(endedAt(find('late')!)).toBe(noon - 3_600_000 + 60_000);
});

test.each([
  ['1', 1],
  [' 16 ', 16],
  ['0', null],
  ['257', null],
  ['2.5', null],
  ['two', null],
  ['', null],
])('the limit %j is read as %s', (text, limit) => expect(readLimit(text)).toBe(limit));
