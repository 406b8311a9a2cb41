import { effectScope, nextTick, ref, shallowRef } from 'vue';
import { expect, test } from 'vitest';
import type { AutomaticRequest } from '../../../engine/protocol/automatic.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import {
  AUTO,
  buildAutomaticRequest,
  declaresColumns,
  placeAutomaticError,
} from '../../../renderer/contrib/automatic/automatic-request.ts';
import type { Automatic } from '../../../renderer/contrib/automatic/use-automatic.ts';
import { useAutomatic } from '../../../renderer/contrib/automatic/use-automatic.ts';
import { tailStart, useObservedTail, withTail } from '../../../renderer/platform/results/use-observed-tail.ts';
import { JobsStore } from '../../../renderer/platform/jobs/jobs-store.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { dataset, month } from '../fixture/fake-data.ts';
import { automaticResult } from '../fixture/fake-findings.ts';

const input = { target: 'passengers', horizon: '12', budget: '60', model: AUTO, fields: {} };
const job = (id: string, kind: Job['kind'], progress: number): Job => ({
  id,
  kind,
  title: id,
  state: 'running',
  progress,
  remainingSeconds: 1,
  message: '',
});

type Answer = (request: AutomaticRequest, signal: AbortSignal) => Promise<unknown>;

function setup(answer: Answer): {
  automatic: Automatic;
  jobs: JobsStore;
  requests: AutomaticRequest[];
  reached: string[];
  stop: () => void;
} {
  const requests: AutomaticRequest[] = [];
  const reached: string[] = [];
  const jobs = new JobsStore();
  const engine = {
    call: (method: string, params: AutomaticRequest | { path: string }, options?: { signal: AbortSignal }) => {
      if (method === 'catalogue.save') return Promise.resolve({ path: (params as { path: string }).path, rows: 24 });
      requests.push(params as AutomaticRequest);
      return answer(params as AutomaticRequest, options?.signal ?? new AbortController().signal);
    },
  };
  const queue = { state: shallowRef({ limit: 1, running: [], waiting: [], others: [] }) };
  const services = { engine, jobs, queue, history: { reach: (step: string) => reached.push(step) } } as unknown as Services;
  const scope = effectScope();
  const automatic = scope.run(() => useAutomatic(services, 'airline', { ...input }));
  if (!automatic) throw new Error('The scope is gone.');
  return { automatic, jobs, requests, reached, stop: () => scope.stop() };
}

const untilAborted: Answer = (_request, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new CancelledError())));

test('only the search for the best has a budget, and the engine takes the request', () => {
  const { request } = buildAutomaticRequest('airline', input);
  expect(request).toEqual({ datasetId: 'airline', target: 'passengers', horizon: 12, model: 'auto', budgetSeconds: 60 });
  expect(validators['catalogue.forecast'].safeParse(request).success).toBe(true);
  expect(buildAutomaticRequest('airline', { ...input, model: 'theta', budget: '' }).request).not.toHaveProperty('budgetSeconds');
});

test('what is declared beside the target is sent, without what has become the target', () => {
  const fields = { future: '["price","passengers"]', categorical: '["price"]', calendar: '["month"]' };
  const { request } = buildAutomaticRequest('airline', { ...input, fields });
  expect(request).toMatchObject({ future: ['price'], categorical: ['price'], calendar: ['month'] });
  expect(request).not.toHaveProperty('covariates');
  expect(validators['catalogue.forecast'].safeParse(request).success).toBe(true);
  expect([declaresColumns({ ...input, fields }), declaresColumns({ ...input, fields: { future: '["passengers"]' } })]).toEqual([
    true,
    false,
  ]);
  expect(placeAutomaticError(new ExpectedError('nothing-ahead', 'No plan.'))).toEqual({ columns: 'No plan.' });
});

test.each([
  [{ horizon: '0' }, ['horizon']],
  [{ horizon: '1.5', budget: 'long' }, ['budget', 'horizon']],
  [{ budget: '0' }, ['budget']],
])('%o is named at its field and not sent', (change, fields) => {
  const { request, errors } = buildAutomaticRequest('airline', { ...input, ...change });
  expect(request).toBeNull();
  expect(Object.keys(errors).sort()).toEqual(fields);
});

test('an error of the engine stands where it belongs until something is changed', async () => {
  expect(placeAutomaticError(new ExpectedError('not-numeric', 'No numbers.'))).toEqual({ target: 'No numbers.' });
  expect(Object.keys(placeAutomaticError(new Error('boom')))).toEqual(['form']);
  const { automatic } = setup(() => Promise.reject(new ExpectedError('series-too-short', 'Use a shorter horizon.')));
  await automatic.start();
  expect(automatic.errors.value).toEqual({ horizon: 'Use a shorter horizon.' });
  automatic.input.value.horizon = '6';
  await nextTick();
  expect(automatic.errors.value).toEqual({});
});

test('it follows its own job and no other, and can be cancelled', async () => {
  const { automatic, jobs } = setup(untilAborted);
  jobs.update(job('before', 'automatic', 0.9));
  const work = automatic.start();
  jobs.update(job('import', 'import', 0.5));
  expect(automatic.job.value).toBeNull();
  jobs.update(job('mine', 'automatic', 0.2));
  jobs.update(job('later', 'automatic', 0.7));
  expect(automatic.job.value).toMatchObject({ id: 'mine', progress: 0.2 });
  expect(automatic.canStart.value).toBe(false);
  automatic.cancel();
  await work;
  expect([automatic.cancelled.value, automatic.busy.value, automatic.job.value, automatic.found.value]).toEqual([true, false, null, null]);
});

test('closing the editor ends the work', async () => {
  const { automatic, stop } = setup(untilAborted);
  const work = automatic.start();
  stop();
  await work;
  expect(automatic.cancelled.value).toBe(true);
});

test('saving writes what is shown, whatever stands in the form', async () => {
  const { automatic, requests, reached } = setup((request) => Promise.resolve(automaticResult(request, ['a', 'b'])));
  await automatic.start();
  expect(automatic.stale.value).toBe(false);
  automatic.input.value.horizon = '3';
  expect(automatic.stale.value).toBe(true);
  await automatic.save('/tmp/f.csv');
  expect(requests).toHaveLength(1);
  expect(automatic.saved.value).toEqual({ path: '/tmp/f.csv', rows: 24 });
  expect(automatic.found.value?.request).toEqual(requests[0]);
  expect(reached).toEqual(['forecast']);
});

test('the past before a forecast is four horizons, two seasons or what there is', () => {
  const panel = dataset('panel', 'panel', 3);
  const end = panel.series[0]?.end ?? 0;
  expect(tailStart(panel, 'Region 1', 12)).toBeCloseTo(end - 48 * month);
  expect(tailStart(panel, 'Region 1', 2)).toBeCloseTo(end - 24 * month);
  expect(tailStart(panel, 'Region 1', 100)).toBe(panel.series[0]?.start);
  expect(tailStart(panel, 'gone', 12)).toBeNull();
});

test('the chosen series gets its own past, and the others stay as they are', async () => {
  const panel = dataset('panel', 'panel', 3);
  const { forecast } = automaticResult({ datasetId: 'panel', target: 'passengers', horizon: 12 }, ['Region 1', 'Region 2']);
  const window = { x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) };
  expect(withTail(forecast, 'Region 2', window).series.map(({ historyValues }) => [...historyValues])).toEqual([[], [3, 4]]);

  const asked: string[] = [];
  const engine = {
    call: (_method: string, { seriesId }: { seriesId: string }) => {
      asked.push(seriesId);
      return Promise.resolve({ ...window, rows: 2, complete: true });
    },
  } as unknown as Services['engine'];
  const chosen = ref<string | null>(null);
  const scope = effectScope();
  const tail = scope.run(() =>
    useObservedTail(
      engine,
      () => panel,
      () => forecast,
      chosen,
    ),
  );
  await nextTick();
  expect(tail?.shown.value?.series.map(({ historyValues }) => historyValues.length)).toEqual([2, 0]);
  chosen.value = 'Region 2';
  await nextTick();
  await nextTick();
  expect(tail?.shown.value?.series.map(({ historyValues }) => historyValues.length)).toEqual([0, 2]);
  expect(asked).toEqual(['Region 1', 'Region 2']);
  scope.stop();
});
