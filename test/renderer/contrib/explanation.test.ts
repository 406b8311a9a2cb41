import { effectScope } from 'vue';
import { expect, test } from 'vitest';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { importanceBars, saliencyBars } from '../../../renderer/contrib/run/explanation-bars.ts';
import type { Explanation } from '../../../renderer/contrib/run/use-explanation.ts';
import { useExplanation } from '../../../renderer/contrib/run/use-explanation.ts';
import { barShapes } from '../../../renderer/base/chart/bars.ts';
import { JobsStore } from '../../../renderer/platform/jobs/jobs-store.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { run } from '../fixture/fake-data.ts';
import { importance, saliency } from '../fixture/fake-findings.ts';

function setup(covariates: string[], call: (method: string, params: { seriesId?: string }, signal: AbortSignal) => unknown): Explanation {
  const about = run('r', 'Run', 'done', 'd', 'D', 0);
  about.config.data.covariates = covariates;
  const engine = {
    call: (method: string, params: { seriesId?: string }, { signal }: { signal: AbortSignal }) =>
      Promise.resolve().then(() => call(method, params, signal)),
  };
  const explanation = effectScope().run(() => useExplanation({ engine, jobs: new JobsStore() } as unknown as Services, about));
  if (!explanation) throw new Error('The scope is gone.');
  return explanation;
}

test('bars share one scale with zero and the whiskers on it', () => {
  const [up, down, none] = barShapes([
    { label: 'a', value: 3, deviation: 1, text: '' },
    { label: 'b', value: -1, text: '' },
    { label: 'c', value: Number.NaN, text: '' },
  ]);
  expect(up).toEqual({ x: 20, width: 60, zero: 20, whisker: [60, 100] });
  expect(down).toEqual({ x: 0, width: 20, zero: 20, whisker: null });
  expect(none).toBeNull();
  expect(barShapes([{ label: 'a', value: 0, text: '' }])[0]).toMatchObject({ x: 0, width: 0 });
});

test('a stretch weighs as much as it moves the forecast either way, and one without observations has no bar', () => {
  const moves = Float64Array.of(1, -3, 2, 2, Number.NaN, Number.NaN);
  const segments = [
    { from: 5, to: 4 },
    { from: 4, to: 2 },
    { from: 2, to: 0 },
  ];
  const bars = saliencyBars({ segments, horizon: 2, columns: [{ column: 'y', moves }] }, 'y');
  expect(bars.map(({ label, value }) => [label, value])).toEqual([
    ['5 steps before', 2],
    ['4 to 3 steps before', 2],
    ['2 to 1 steps before', Number.NaN],
  ]);
  expect(bars[2]?.text).toBe('–');
  expect(saliencyBars({ segments, horizon: 2, columns: [] }, 'y')).toEqual([]);
  expect(importanceBars(importance('r', ['price']))[0]).toMatchObject({ label: 'price', text: '1.8 ± 0.3' });
});

test('covariates are weighed once, and only where there are any', async () => {
  const asked: string[] = [];
  const call = (method: string, { seriesId }: { seriesId?: string }): unknown => {
    asked.push(method);
    return method === 'explain.importance' ? importance('r', ['price']) : saliency('r', seriesId ?? 'first', ['y', 'price']);
  };
  const explanation = setup(['price'], call);
  expect(asked).toEqual([]);
  await explanation.explain();
  await explanation.explain('second');
  expect(asked).toEqual(['explain.saliency', 'explain.importance', 'explain.saliency']);
  expect(explanation.saliency.value?.seriesId).toBe('second');
  asked.length = 0;
  await setup([], call).explain();
  expect(asked).toEqual(['explain.saliency']);
});

test('what fails is said, and what is cancelled is not', async () => {
  const failing = setup([], () => {
    throw new ExpectedError('nothing-observed', 'Nothing is observed.');
  });
  await failing.explain();
  expect([failing.error.value, failing.busy.value]).toEqual(['Nothing is observed.', false]);
  const waiting = setup(
    [],
    (_method, _params, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new CancelledError()))),
  );
  const work = waiting.explain();
  expect(waiting.busy.value).toBe(true);
  await Promise.resolve();
  waiting.cancel();
  await work;
  expect([waiting.error.value, waiting.busy.value, waiting.saliency.value]).toEqual([null, false, null]);
});
