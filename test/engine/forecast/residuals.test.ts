import { expect, test } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { ljungBox } from '../../../engine/forecast/ljung-box.ts';
import { describeResiduals } from '../../../engine/forecast/residuals.ts';

const upTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

test('Ljung-Box by hand: Q = 10 * 12 * (0.25 / 9 + 0.04 / 8) = 3.9333..., chi-squared of 2 above it exp(-Q / 2)', () => {
  const found = ljungBox([0.5, -0.2], 10)!;
  expect(found.statistic).toBeCloseTo(59 / 15, 12);
  expect(found.pValue).toBeCloseTo(Math.exp(-59 / 30), 12);
  expect(ljungBox([], 10)).toBeNull();
  expect(ljungBox([0.1, 0.1], 3)).toBeNull();
});

test('autocorrelation of 1 2 3 4 about its mean is 0.25 and -0.3 by hand', () => {
  const values = Float64Array.from([1, 2, 3, 4]);
  const report = describeResiduals(upTo(4), values, 1);
  expect(report.mean).toBe(2.5);
  expect(report.deviation).toBeCloseTo(Math.sqrt(5 / 3), 12);
  expect(report.autocorrelations[0]).toBeCloseTo(0.25, 12);
  expect(report.bound).toBeCloseTo(0.98, 12);
  expect(report.ljungBox).toBeNull();
});

test('white noise keeps within its bounds, a wave does not', () => {
  const random = createRandom(4);
  const noise = Float64Array.from({ length: 400 }, () => random.normal());
  const white = describeResiduals(upTo(400), noise, 12);
  expect(white.ljungBox!.lags).toBe(24);
  expect(white.ljungBox!.pValue).toBeGreaterThan(0.05);
  const wave = describeResiduals(
    upTo(400),
    noise.map((value, i) => value + 2 * Math.sin(i / 3)),
    12,
  );
  expect(wave.ljungBox!.pValue).toBeLessThan(1e-6);
  expect(wave.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(400);
});

test('gaps, constants and nothing at all are told as such', () => {
  const gaps = describeResiduals(upTo(4), Float64Array.from([1, Number.NaN, 3, 1]), 1);
  expect(gaps.mean).toBeCloseTo(5 / 3, 12);
  expect(gaps.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(describeResiduals(upTo(3), Float64Array.from([2, 2, 2]), 1)).toMatchObject({
    autocorrelations: [],
    ljungBox: null,
    histogram: [{ from: 2, to: 2, count: 3 }],
  });
  expect(describeResiduals(upTo(0), new Float64Array(0), 1)).toMatchObject({ mean: Number.NaN, histogram: [], ljungBox: null });
});
