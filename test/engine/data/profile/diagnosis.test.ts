/** Numbers of the profile against statsmodels, SciPy and NumPy, and by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  correlogram,
  distributionOf,
  intermittency,
  missingPattern,
  steadyLevelTest,
  unitRootTest,
} from '../../../../engine/data/index.ts';
import { lagsFor } from '../../../../engine/data/profile/correlogram.ts';
import { spectralEntropy } from '../../../../engine/data/profile/spectral-entropy.ts';

interface Test {
  statistic: number;
  pValue: number;
  lags: number;
}

interface Case {
  name: string;
  values: number[];
  acf: number[];
  pacf: number[];
  adf: Test;
  kpss: Test;
  entropy: number;
  skew: number;
  deviation: number;
  quantiles: number[];
}

const file = new URL('../../../fixtures/statsmodels/profile.json', import.meta.url);
const { cases, lags } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[]; lags: number };
const none = Number.NaN;

function expectClose(found: readonly number[], wanted: readonly number[], digits: number): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => expect(value, `number ${i}`).toBeCloseTo(wanted[i]!, digits));
}

describe.each(cases.map((one) => [one.name, one] as const))('%s', (_, wanted) => {
  const values = Float64Array.from(wanted.values);

  it('has the correlograms of statsmodels', () => {
    const found = correlogram(values, lags)!;
    expectClose(found.correlations, wanted.acf, 9);
    expectClose(found.partial, wanted.pacf, 9);
    expect(found.bound).toBeCloseTo(1.959964 / Math.sqrt(values.length), 6);
  });

  it('has the unit root test of statsmodels', () => {
    const found = unitRootTest(values)!;
    expect(found.lags).toBe(wanted.adf.lags);
    expect(found.statistic).toBeCloseTo(wanted.adf.statistic, 5);
    expect(found.pValue).toBeCloseTo(wanted.adf.pValue, 6);
  });

  it('has the test of a steady level of statsmodels', () => {
    const found = steadyLevelTest(values)!;
    expect(found.lags).toBe(wanted.kpss.lags);
    expect(found.statistic).toBeCloseTo(wanted.kpss.statistic, 9);
    expect(found.pValue).toBeCloseTo(wanted.kpss.pValue, 9);
    expect(found.bound).toBe(wanted.kpss.pValue === 0.1 ? 'at-least' : wanted.kpss.pValue === 0.01 ? 'at-most' : 'exact');
  });

  it("has the entropy of SciPy's spectrum, and the spread of NumPy and SciPy", () => {
    expect(spectralEntropy(values)).toBeCloseTo(wanted.entropy, 9);
    const found = distributionOf(values);
    expect(found.skew).toBeCloseTo(wanted.skew, 6);
    expect(found.deviation).toBeCloseTo(wanted.deviation, 8);
    expectClose(
      found.quantiles.map(({ value }) => value),
      wanted.quantiles,
      6,
    );
  });
});

describe('what has nothing to be told', () => {
  it('equal values have no test, no entropy, one bin', () => {
    const values = new Float64Array(200).fill(7);
    expect(unitRootTest(values)).toBeNull();
    expect(steadyLevelTest(values)).toBeNull();
    expect(spectralEntropy(values)).toBeNull();
    expect(distributionOf(values)).toMatchObject({ deviation: 0, skew: null, histogram: { from: 7, to: 7, counts: [200] } });
  });

  it('a distribution of no values is empty', () => {
    expect(distributionOf(Float64Array.of(none, none))).toMatchObject({ count: 0, missing: 2, mean: null, histogram: null, quantiles: [] });
  });

  it('few values have no correlogram and no entropy', () => {
    expect(
      correlogram(
        Float64Array.from({ length: 11 }, (_, t) => t),
        3,
      ),
    ).toBeNull();
    expect(spectralEntropy(Float64Array.from({ length: 63 }, (_, t) => t % 5))).toBeNull();
  });
});

describe('histogram', () => {
  it('few whole numbers have a bin each', () => {
    expect(distributionOf(Float64Array.of(0, 0, 1, 3, none)).histogram).toEqual({ from: -0.5, to: 3.5, counts: [2, 1, 0, 1] });
  });

  it('counts every value once, the greatest too', () => {
    const values = Float64Array.from({ length: 1000 }, (_, t) => Math.sin(t));
    const { histogram } = distributionOf(values);
    expect(histogram!.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(histogram!.counts.length).toBeLessThanOrEqual(40);
  });
});

it('gaps are told by length, and those at the ends', () => {
  const values = Float64Array.of(none, none, 1, none, 2, 3, none, none, none, 4, none);
  const found = missingPattern(values, (step) => ({ row: step + 2, time: step * 10 }));
  expect(found).toEqual({
    count: 7,
    gapCount: 4,
    before: 2,
    after: 1,
    gaps: [
      { row: 8, time: 60, steps: 3 },
      { row: 2, time: 0, steps: 2 },
      { row: 5, time: 30, steps: 1 },
      { row: 12, time: 100, steps: 1 },
    ],
  });
  expect(missingPattern(Float64Array.of(none, none), (step) => ({ row: step, time: step }))).toMatchObject({
    before: 2,
    after: 2,
    gapCount: 1,
  });
});

it('demand is classed by its interval and the variation of its sizes', () => {
  expect(intermittency(Float64Array.of(5, 6, 5, 4, 5, 5))).toMatchObject({ kind: 'smooth', interval: 1 });
  expect(intermittency(Float64Array.of(0, 0, 5, 0, 5, 0, 0, 6))).toMatchObject({ kind: 'intermittent', interval: 8 / 3 });
  expect(intermittency(Float64Array.of(1, 20, 1, 2, 1, 30))).toMatchObject({ kind: 'erratic' });
  // Mean 4, variance 9: 9 / 16.
  expect(intermittency(Float64Array.of(0, 0, 1, 0, 7, 0))).toEqual({ kind: 'lumpy', interval: 3, variation: 9 / 16 });
});

it('lags reach two seasons, and less than half of the steps', () => {
  expect(lagsFor(1000, 1)).toBe(30);
  expect(lagsFor(1000, 24)).toBe(48);
  expect(lagsFor(40, 24)).toBe(19);
});
