/** The ridge with covariates against NumPy, which wrote out every window (scripts/fixtures/numpy). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyCovariateRidge, fitCovariateRidge, type RidgeSeries } from '../../../../engine/models/ridge/index.ts';
import type { WindowNorm } from '../../../../engine/models/ridge/ridge.ts';

interface Case {
  norm: WindowNorm;
  context: number;
  horizon: number;
  penalty: number;
  lags: number;
  series: Array<{ target: Array<number | null>; known: number[][]; past: number[][]; statics: number[] }>;
  weights: number[];
  effects: number[];
  forecasts: number[][];
}

const path = join(import.meta.dirname, '../../../fixtures/numpy/covariate-ridge.json');
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };

const seriesOf = ({ series }: Case): RidgeSeries[] =>
  series.map(({ target, known, past, statics }) => ({
    target: Float64Array.from(target, (value) => value ?? Number.NaN),
    known: known.map((column) => Float64Array.from(column)),
    past: past.map((column) => Float64Array.from(column)),
    statics: Float64Array.from(statics),
  }));

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(actual.length).toBe(expected.length);
  const errors = expected.map((value, i) => Math.abs(value - actual[i]!));
  expect(Math.max(0, ...errors)).toBeLessThanOrEqual(1e-8 * size);
}

describe.each(cases.map((one, index) => ({ one, index })))('a ridge with covariates, case $index', ({ one }) => {
  const series = seriesOf(one);
  const { context, horizon, norm, penalty } = one;
  const ridge = fitCovariateRidge({ training: () => series, validation: null, context, horizon, norm, penalty })!;

  it('is what NumPy solves', () => {
    expect(ridge.lags).toBe(one.lags);
    expectClose(ridge.map.weights, one.weights);
    expectClose(ridge.effects, one.effects);
  });

  it('forecasts what NumPy forecasts', () => {
    one.forecasts.forEach((expected, n) => expectClose(applyCovariateRidge(ridge, series[n]!), expected));
  });
});

describe('a ridge with covariates', () => {
  it('finds what a column adds to a series without noise', () => {
    const known = Float64Array.from({ length: 130 }, (_, t) => Number((t * 7) % 5 === 0));
    const target = Float64Array.from({ length: 120 }, (_, t) => 10 + Math.sin(t / 2) + 3 * known[t]!);
    const series: RidgeSeries = { target, known: [known], past: [], statics: new Float64Array() };
    const ridge = fitCovariateRidge({
      ...{ training: () => [series], validation: null, context: 12, horizon: 10, norm: 'last' as const },
      penalty: 1e-9,
    })!;
    expect(ridge.effects[0]).toBeCloseTo(3, 2);
    applyCovariateRidge(ridge, series).forEach((value, k) => {
      expect(value).toBeCloseTo(10 + Math.sin((120 + k) / 2) + 3 * known[120 + k]!, 1);
    });
  });

  it('reads at most 240 numbers of past covariates, and none beyond what its windows bear', () => {
    const of = (columns: number, length: number): number => {
      const target = Float64Array.from({ length }, (_, t) => Math.sin(t) + (t % 3));
      const past = Array.from({ length: columns }, (_, i) => target.map((_value, t) => Math.cos(t * (i + 2))));
      const series: RidgeSeries = { target, known: [], past, statics: new Float64Array() };
      const request = { training: () => [series], validation: null, context: 30, horizon: 2, norm: 'last' as const, penalty: 0.01 };
      return fitCovariateRidge(request)!.lags;
    };
    expect(of(1, 6000)).toBe(24);
    expect(of(30, 6000)).toBe(8);
    expect(of(2, 231)).toBe(5);
    expect(of(2, 60)).toBe(1);
  });

  it('is nothing where there is no window', () => {
    const short: RidgeSeries = { target: new Float64Array(5), known: [new Float64Array(7)], past: [], statics: new Float64Array() };
    const request = { training: () => [short], validation: null, context: 4, horizon: 2, norm: 'scaled' as const, penalty: 0.01 };
    expect(fitCovariateRidge(request)).toBeNull();
  });
});
