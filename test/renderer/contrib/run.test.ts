import { expect, test } from 'vitest';
import { referenceRows, stepRows } from '../../../renderer/contrib/run/comparison-rows.ts';
import { metricsRows } from '../../../renderer/platform/results/metrics-rows.ts';
import { fileName } from '../../../renderer/base/format.ts';
import { isActive, skillText, stateLook } from '../../../renderer/contrib/run/run-state.ts';
import { historyLength } from '../../../renderer/contrib/run/use-forecast.ts';
import { appendEpochs } from '../../../renderer/contrib/run/use-run.ts';
import { configOf, epoch, evaluation } from '../fixture/fake-data.ts';

test('epochs are appended, and those that a resumed run repeats are replaced', () => {
  const history = [1, 2, 3, 4].map(epoch);
  expect(appendEpochs(history, [epoch(5), epoch(6)]).map((record) => record.epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(appendEpochs(history, [epoch(3)]).map((record) => record.epoch)).toEqual([1, 2, 3]);
  expect(appendEpochs(history, [])).toEqual(history);
});

test('the best of each metric is marked, and coverage is best at 80 %', () => {
  const { metrics } = evaluation(true);
  metrics.naive.coverage80 = 0.99;
  const rows = metricsRows({ metrics });
  expect(rows[0]?.cells.filter((cell) => cell.best).map((cell) => cell.metric)).toEqual(['mase', 'mae', 'rmse', 'smape', 'coverage80']);
  for (const method of Object.values(metrics)) method.mase = null;
  expect(metricsRows({ metrics })[0]?.cells.map((cell) => cell.metric)).not.toContain('mase');
});

test('a method that an older backtest does not know has no row', () => {
  const { metrics } = evaluation(true);
  metrics.ridge.mae = Number.NaN;
  expect(metricsRows({ metrics }).map(({ method }) => method)).toEqual(['model', 'seasonalNaive', 'naive', 'drift']);
});

test('the comparison tells of each reference, and of a long horizon in a dozen rows', () => {
  const { verdict, tests } = evaluation(true);
  expect(referenceRows({ verdict, tests }).map(({ reference }) => reference)).toEqual(['seasonalNaive', 'ridge']);
  expect(referenceRows({ verdict: { ...verdict, skillOverRidge: null }, tests })).toHaveLength(1);
  const seasonalNaive = Array.from({ length: 30 }, (_, k) => k);
  const rows = stepRows({ skillByStep: { seasonalNaive, ridge: seasonalNaive }, coverageByStep: null });
  expect(rows).toHaveLength(10);
  expect(rows[1]).toEqual({ from: 4, to: 6, skill: 4, skillOverRidge: 4, coverage: null });
  expect(stepRows({ skillByStep: { seasonalNaive: [], ridge: [] }, coverageByStep: null })).toEqual([]);
});

test('states have a look, and active ones are known', () => {
  expect(stateLook('failed')).toMatchObject({ label: 'Failed', tone: 'failed' });
  expect(['running', 'stopping', 'evaluating', 'done'].map((state) => isActive(state as 'running'))).toEqual([true, true, true, false]);
  expect(skillText({ evaluation: evaluation(false) })).toBe('12% worse');
  expect(skillText({ evaluation: null })).toBeNull();
});

test('names become files, and a forecast shows enough of the past', () => {
  expect(fileName('A/B: "C"?', 'run')).toBe('A-B- -C-');
  expect(fileName('  ', 'run')).toBe('run');
  expect(historyLength(configOf({ datasetId: 'a', data: { target: 't', horizon: 12 } }))).toBe(48);
});
