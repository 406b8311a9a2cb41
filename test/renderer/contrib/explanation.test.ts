import { effectScope } from 'vue';
import { expect, test } from 'vitest';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { importanceBars, saliencyBars, unweighedTexts } from '../../../renderer/contrib/run/explanation-bars.ts';
import type { Explanation } from '../../../renderer/contrib/run/use-explanation.ts';
import { useExplanation } from '../../../renderer/contrib/run/use-explanation.ts';
import { barShapes } from '../../../renderer/base/chart/bars.ts';
import { JobsStore } from '../../../renderer/platform/jobs/jobs-store.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { run } from '../fixture/fake-data.ts';
import { everyKind, importance, saliency } from '../fixture/fake-findings.ts';

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
  const bars = saliencyBars({ segments, horizon: 2, columns: [{ column: 'y', moves, ahead: null }] }, 'y');
  expect(bars.map(({ label, value }) => [label, value])).toEqual([
    ['5 steps before', 2],
    ['4 to 3 steps before', 2],
    ['2 to 1 steps before', Number.NaN],
  ]);
  expect(bars[2]?.text).toBe('–');
  expect(saliencyBars({ segments, horizon: 2, columns: [] }, 'y')).toEqual([]);
  const ahead = Float64Array.of(-4, 6);
  expect(saliencyBars({ segments, horizon: 2, columns: [{ column: 'y', moves, ahead }] }, 'y').at(-1)).toEqual({
    label: 'The 2 steps ahead',
    value: 5,
    text: '5',
  });
});

test('what a model reads beside its target stands with its kind, over all steps or at one of them', () => {
  const report = everyKind('r');
  const bars = importanceBars(report, null);
  expect(bars.map(({ label, kind }) => [label, kind?.word])).toEqual([
    ['price', 'Known ahead'],
    ['Day of the week, Holidays DE-BY', 'Calendar'],
    ['visitors', 'Past'],
    ['The series itself', 'Own vector'],
  ]);
  expect(bars[0]).toMatchObject({ value: 4, deviation: 0.5, text: '4 ± 0.5' });
  expect(importanceBars(report, 1)[0]).toMatchObject({ label: 'price', value: 7, deviation: 1, text: '7 ± 1' });
  expect(importanceBars(report, 9)[0]?.value).toBeNaN();
  expect(unweighedTexts(report)).toEqual([
    'region could not be weighed: it differs between series alone, and the test windows are of one.',
    'country could not be weighed: it is alike in all test windows.',
  ]);
});

test('covariates are weighed once', async () => {
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
