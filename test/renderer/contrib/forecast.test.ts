import { effectScope, nextTick } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CovariateChange, WhatIfReport } from '../../../engine/protocol/explanation.ts';
import type { KeptSeries } from '../../../engine/protocol/forecasts.ts';
import { biasSentence, calibrationSentence, residualSentence } from '../../../renderer/contrib/forecast/analysis-text.ts';
import { cliCommand } from '../../../renderer/contrib/forecast/cli-command.ts';
import { foldBars } from '../../../renderer/contrib/forecast/fold-bars.ts';
import { ForecastPages } from '../../../renderer/contrib/forecast/forecast-pages.ts';
import { allChanges, keyStep, type Plan, planChanges, withChanges, withValue } from '../../../renderer/contrib/forecast/plan.ts';
import { numbersTable, readingAt } from '../../../renderer/contrib/forecast/reading.ts';
import { lineOf } from '../../../renderer/contrib/forecast/use-compared.ts';
import { useScenarios } from '../../../renderer/contrib/forecast/use-scenarios.ts';
import { useWhatIf } from '../../../renderer/contrib/forecast/use-what-if.ts';
import { whatIfSentence } from '../../../renderer/contrib/forecast/what-if-text.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { detailOf, folds } from '../fixture/fake-forecasts.ts';

const detail = detailOf('a', 'A');
const series = detail.series[0]!;
const moment = (time: number): string => `t${time}`;

test('a step is read with its widest interval, or as a point where none was forecast', () => {
  const two: KeptSeries = { ...series, time: Float64Array.from([1, 2]), values: Float64Array.from([1, 2, 3, 4, 5, 6]) };
  expect(readingAt(two, 1, moment)).toBe('t2: 5; with 80% between 4 and 6.');
  expect(readingAt({ ...two, quantiles: [0.5], values: Float64Array.from([7, 8]) }, 0, moment)).toBe('t1: 7.');
});

test('the table of the numbers holds every quantile and the simple methods', () => {
  const { columns, rows } = numbersTable(series, detail, moment, String);
  expect(columns).toEqual(['Time', '10%', '50%', '90%', 'Mean', 'Seasonal naive', 'Ridge']);
  expect(rows).toHaveLength(12);
  expect(rows[3]!.slice(1).map(Number)).toEqual([...series.values.slice(9, 12), series.mean[3], series.seasonalNaive[3], series.ridge[3]]);
});

test('another forecast is drawn at the times it shares', () => {
  const other = {
    ...detailOf('b', 'B'),
    series: [{ ...series, time: series.time.slice(2), values: series.values.slice(6), mean: series.mean.slice(2) }],
  };
  const [line] = lineOf(other, series);
  expect(line!.values[1]).toBeNaN();
  expect(line!.values[2]).toBe(series.values[7]);
  expect(lineOf({ ...other, series: [{ ...series, time: series.time.map((time) => time + 1) }] }, series)).toEqual([]);
});

test('the bars of folds share one scale with seasonal naive', () => {
  const bars = foldBars(folds('run-1', 'series'), moment);
  expect(bars.map(({ height }) => Math.round(height))).toEqual([50, 60, 70, 80, 90, 100]);
  expect(bars.map(({ naive }) => Math.round(naive))).toEqual([90, 90, 90, 90, 90, 90]);
  expect(bars.map(({ better }) => better)).toEqual([true, true, true, true, false, false]);
  expect(bars[5]!.label).toMatch(/Fold 6: from .*, MASE 1, seasonal naive 0.9, worse than seasonal naive/);
});

test('calibration, bias and what is left are told in sentences', () => {
  const interval = { level: 0.8, width: 1, interpolated: false };
  const about = (observed: number) => calibrationSentence({ points: 100, intervals: [{ ...interval, observed }] });
  expect(about(0.82)).toMatch(/Of 100 test values, 82% lay inside the 80% interval: about right/);
  expect(about(0.6)).toMatch(/too narrow/);
  expect(about(0.95)).toMatch(/too wide/);
  expect(calibrationSentence({ points: 0, intervals: [] })).toBeNull();
  expect(residualSentence({ ljungBox: { statistic: 19.2, lags: 6, pValue: 0.0001 } })).toMatch(
    /not white noise .*over 6 lags, p = below 0.001/,
  );
  expect(residualSentence({ ljungBox: { statistic: 3, lags: 6, pValue: 0.6 } })).toMatch(/nothing speaks against/);
  expect(residualSentence({ ljungBox: null })).toMatch(/too few/);
  const values = new Float64Array(25);
  expect(biasSentence({ mean: -13.6, deviation: 16.6, values })).toMatch(/too high by 13.6/);
  expect(biasSentence({ mean: 5, deviation: 16.6, values })).toBeNull();
});

test('a plan becomes one change for each step that is not as the one before it', () => {
  const planned = Float64Array.from([1, 1, 1, 1, 2]);
  expect(planChanges('price', planned, planned)).toEqual([]);
  expect(planChanges('price', planned, Float64Array.from([1, 3, 3, 1, 2]))).toEqual([
    { column: 'price', kind: 'set', value: 3, last: 4 },
    { column: 'price', kind: 'set', value: 1, last: 2 },
    { column: 'price', kind: 'set', value: 2, last: 1 },
  ]);
  expect(keyStep([10, 15])).toBe(0.1);
  expect(keyStep([7, 7])).toBe(0.1);
  expect(keyStep([Number.NaN])).toBe(1);
});

const report: WhatIfReport = {
  runId: 'run-1',
  seriesId: 'series',
  target: 'sales',
  hasTime: true,
  time: Float64Array.from([1, 2]),
  quantiles: [0.5],
  unchanged: Float64Array.from([100, 100]),
  changed: Float64Array.from([90, 130]),
  moves: Float64Array.from([-10, 30]),
};

test('the difference to the plan is told in one sentence', () => {
  expect(whatIfSentence(report, ['Mon', 'Tue'])).toBe(
    'With this plan the sum over 2 steps is 220 instead of 200, +20 (+10%); the largest move is +30 at Tue.',
  );
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the forecast follows what is dragged, once for many moves, and goes back', async () => {
  const asked: unknown[] = [];
  const call = (method: string, params: { changes?: unknown }): Promise<unknown> => {
    if (method === 'explain.plan')
      return Promise.resolve({
        time: Float64Array.from([0, 1, 2]),
        columns: [{ column: 'price', values: Float64Array.from([3, 4, 5]) }],
        names: [{ column: 'promotion', values: ['plain', 'plain', 'flyer'], choices: ['plain', 'flyer', 'radio'] }],
      });
    asked.push(params.changes);
    return Promise.resolve(report);
  };
  const scope = effectScope();
  const what = scope.run(() =>
    useWhatIf({ call } as unknown as EngineService, { id: 'run-1' }, { seriesId: 'series', time: Float64Array.from([1, 2]) }, []),
  )!;
  await nextTick();
  await nextTick();
  expect(Array.from(what.planned.value!.amounts.get('price')!)).toEqual([4, 5]);
  for (const value of [6, 7, 8]) what.set('price', 1, value);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual([[{ column: 'price', kind: 'set', value: 8, last: 1 }]]);
  expect(what.report.value).toEqual(report);
  what.set('price', 0, Number.NaN);
  expect(what.supposed.value!.amounts.get('price')![0]).toBe(4);
  what.set('promotion', 0, 'radio');
  await vi.advanceTimersByTimeAsync(500);
  const promotion = [
    { column: 'promotion', kind: 'set', value: 0, name: 'radio', last: 2 },
    { column: 'promotion', kind: 'set', value: 0, name: 'flyer', last: 1 },
  ];
  expect(asked.at(-1)).toEqual([{ column: 'price', kind: 'set', value: 8, last: 1 }, ...promotion]);
  expect([...what.changed.value]).toEqual(['price', 'promotion']);
  what.reset('price');
  await vi.advanceTimersByTimeAsync(500);
  expect(asked.at(-1)).toEqual(promotion);
  what.reset();
  expect(what.report.value).toBeNull();
  expect(what.basis.value).toEqual(report);
  expect(what.changes.value).toEqual([]);
  what.suppose(promotion as CovariateChange[]);
  expect(what.supposed.value!.names.get('promotion')).toEqual(['radio', 'flyer']);
  scope.stop();
});

test("changes of a plan and the plan they make are each other's way back", () => {
  const plan: Plan = {
    amounts: new Map([
      ['price', Float64Array.from([1, 2, 3, 4])],
      ['rain', Float64Array.from([0, 0, 0, 0])],
    ]),
    names: new Map([['promotion', ['a', 'a', 'b', 'a']]]),
  };
  let other = plan;
  for (const [column, step, value] of [
    ['price', 1, 7],
    ['price', 2, 7],
    ['rain', 3, 5],
    ['promotion', 0, 'b'],
    ['promotion', 3, 'b'],
    ['nowhere', 0, 1],
    ['price', 0, 'b'],
    ['promotion', 1, ''],
  ] as const)
    other = withValue(other, column, step, value);
  expect(other.names.get('promotion')).toEqual(['b', 'a', 'b', 'b']);
  const changes = allChanges(plan, other);
  expect(withChanges(plan, changes)).toEqual(other);
  expect(allChanges(plan, plan)).toEqual([]);
  expect(withChanges(plan, [{ column: 'price', kind: 'multiply', value: 2, last: 9 }]).amounts.get('price')).toEqual(
    Float64Array.from([2, 4, 6, 8]),
  );
});

test('named scenarios are asked of the model once each, kept, and replaced by their name', async () => {
  let written: string | null = null;
  const open = async (): Promise<StateService> => {
    const text = written;
    const state = new StateService(
      { read: (scope) => Promise.resolve(scope === 'workspace' ? text : null), write: (_, json) => Promise.resolve(void (written = json)) },
      () => {},
    );
    await state.load();
    return state;
  };
  const asked: unknown[] = [];
  const engine = {
    call: (_: string, params: { changes: unknown }) => Promise.resolve((asked.push(params.changes), report)),
  } as unknown as EngineService;
  const about = { forecastId: 'f', runId: 'run-1', seriesId: 'series' };
  const state = await open();
  const scope = effectScope();
  const scenarios = scope.run(() => useScenarios(engine, state, about))!;
  const cheap: CovariateChange[] = [{ column: 'price', kind: 'set', value: 1 }];
  const dear: CovariateChange[] = [{ column: 'price', kind: 'set', value: 9 }];
  scenarios.save({ name: 'Cheap', changes: cheap });
  await vi.advanceTimersByTimeAsync(1);
  scenarios.save({ name: 'Dear', changes: dear });
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual([cheap, dear]);
  expect([...scenarios.reports.value.keys()]).toEqual(['Cheap', 'Dear']);
  scenarios.save({ name: 'Cheap', changes: dear });
  scenarios.remove('Dear');
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual([cheap, dear, dear]);
  expect([...scenarios.reports.value.keys()]).toEqual(['Cheap']);
  scope.stop();
  await state.settle();
  const restored = await open();
  const third = effectScope();
  expect(third.run(() => useScenarios(engine, restored, about).saved.value)).toEqual([{ name: 'Cheap', changes: dear }]);
  expect(third.run(() => useScenarios(engine, restored, { ...about, seriesId: 'other' }).saved.value)).toEqual([]);
  third.stop();
});

test('a command makes the same forecast, with words as a shell takes them', () => {
  expect(cliCommand(detail, undefined, { path: "/data/o'clock sales.csv" })).toBe(
    "hindcast auto '/data/o'\\''clock sales.csv' --target passengers --horizon 12 --season 12 --model theta --out forecast.csv",
  );
  const ofRun = { ...detail, source: { kind: 'run' as const, runId: 'run-1', runName: 'GRU' } };
  expect(cliCommand(ofRun, { folder: '/data/runs/1' }, undefined)).toBe('hindcast forecast /data/runs/1 --out forecast.csv');
  expect(cliCommand(ofRun, undefined, { path: '/x' })).toBeNull();
  expect(cliCommand({ ...ofRun, scenario: { seriesId: 's', changes: [] } }, { folder: '/data/runs/1' }, undefined)).toBeNull();
});

test('forecasts that are drawn beside others are forgotten with them', () => {
  const pages = new ForecastPages(new StateService({ read: () => Promise.resolve(null), write: () => Promise.resolve() }, () => {}));
  pages.compare('a', 'b');
  pages.compare('a', 'c');
  pages.compare('a', 'b');
  expect(pages.compared('a')).toEqual(['c', 'b']);
  pages.forget('b');
  expect(pages.compared('a')).toEqual(['c']);
  pages.forget('a');
  expect(pages.compared('a')).toEqual([]);
});
