/** Calibration, scores of kept forecasts and the rule of retraining, against cases that were computed by hand. */
import { expect, test } from 'vitest';
import { calibrationReport } from '../../../engine/forecast/calibration-report.ts';
import { judgeDrift } from '../../../engine/forecast/drift.ts';
import { scoreKept } from '../../../engine/forecast/score-kept.ts';
import { whatCame } from '../../../engine/forecast/what-came.ts';
import type { KeptSeries } from '../../../engine/protocol/forecasts.ts';
import { datasetOf } from '../../helpers/dataset.ts';
import { evaluation } from '../project/samples.ts';

const nan = Number.NaN;

test('intervals count inclusive bounds; those between quantiles are interpolated, those beyond them left out', () => {
  const levels = [0.1, 0.4, 0.5, 0.6, 0.9];
  const row = [0, 4, 5, 6, 10];
  // Half of the width between 0.1 (0) and 0.4 (4): the quantile 0.25 is 2, and 0.75 is 8.
  const actual = Float64Array.from([0, 2.5, 5, 8.5, 11, nan]);
  const report = calibrationReport(actual, Float64Array.from([...actual].flatMap(() => row)), levels);
  expect(report.points).toBe(5);
  expect(report.intervals).toEqual([
    { level: 0.8, observed: 0.8, width: 10, interpolated: false },
    { level: 0.5, observed: 0.4, width: 6, interpolated: true },
    { level: 0.2, observed: 0.2, width: 2, interpolated: false },
  ]);
  expect(report.quantiles.map(({ observed }) => observed)).toEqual([0.2, 0.4, 0.6, 0.6, 0.8]);
  expect(report.pit!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

const kept = (seriesId: string): KeptSeries => ({
  seriesId,
  time: Float64Array.from([10, 11, 12]),
  quantiles: [0.1, 0.5, 0.9],
  values: Float64Array.from([0, 2, 4, 0, 2, 4, 0, 2, 4]),
  mean: Float64Array.from([2, 2, 2]),
  historyTime: Float64Array.from([8, 9]),
  historyValues: Float64Array.from([1, 2]),
  seasonalNaive: Float64Array.from([1, 1, 1]),
  ridge: Float64Array.from([1, 1, 1]),
  scale: 2,
});

test('a forecast is scored on what has come', () => {
  // Errors 1 and 3; the second lies outside of [0, 4]. Seasonal naive errs 2 and 4.
  expect(scoreKept([kept('a')], [Float64Array.from([3, 5, nan])])).toEqual({ points: 2, mae: 2, mase: 1, coverage80: 0.5, naiveMae: 3 });
  expect(scoreKept([kept('a')], [Float64Array.from([nan, nan, nan])])).toBeNull();
  expect(scoreKept([{ ...kept('a'), scale: nan }], [Float64Array.from([3, nan, nan])])).toMatchObject({ mae: 1, mase: null });
});

test('what came is looked up by series and time, and revisions are counted', () => {
  const dataset = datasetOf([{ y: [9, 8, 7, 6, 5, 4, 3, 2, 1, 2.5, 30, nan, 32] }, { y: [1, 2, 3] }]);
  const came = whatCame({ target: 'y', series: [kept('s0'), kept('c')] }, dataset);
  expect(came.actuals.map((one) => Array.from(one))).toEqual([
    [30, nan, 32],
    [nan, nan, nan],
  ]);
  expect(came).toMatchObject({ known: 2, points: 2, revised: 1 });
});

const folds = (errors: number[]) => ({
  ...evaluation,
  measure: 'MAE' as const,
  byFold: errors.map((model, fold) => ({
    name: String(fold),
    points: 3,
    errors: { model, naive: 1, seasonalNaive: 1, drift: 1, ridge: 1 },
    coverage80: null,
  })),
});

test('retraining is proposed beyond the band of one more fold: mean 2, deviation 1, t(2) = 4.303: 2 + 4.303 * sqrt(4 / 3) = 6.968', () => {
  const about = folds([1, 2, 3]);
  const score = { points: 2, mase: null, coverage80: null, naiveMae: 1 };
  expect(judgeDrift(about, { ...score, mae: 6.9 }, 2, 3)).toMatchObject({ state: 'within', expected: 2, recent: 6.9, folds: 3 });
  const beyond = judgeDrift(about, { ...score, mae: 7 }, 2, 3);
  expect(beyond.state).toBe('beyond');
  expect(beyond.upper).toBeCloseTo(2 + 4.30265 * Math.sqrt(4 / 3), 4);
  expect(judgeDrift(about, { ...score, mae: 7 }, 1, 3).state).toBe('early');
  expect(judgeDrift(folds([1, 2]), { ...score, mae: 7 }, 3, 3).state).toBe('unknown');
  expect(judgeDrift(null, { ...score, mae: 7 }, 3, 3).state).toBe('unknown');
});
