/** Decompositions and exponential smoothing against numbers that statsmodels computed (scripts/fixtures/statsmodels). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitEts } from '../../../../engine/models/classical/ets-fit.ts';
import { etsForecast, etsPass, type EtsForm, type EtsParameters } from '../../../../engine/models/classical/ets-model.ts';
import { mstl } from '../../../../engine/models/classical/mstl.ts';
import { stl } from '../../../../engine/models/classical/stl.ts';

interface Decompositions {
  stl: { values: number[]; season: number; window: number; trend: number[]; seasonal: number[] };
  mstl: { values: number[]; seasons: number[]; trend: number[]; seasonal: number[][] };
}

interface Smoothing {
  values: number[];
  season: number;
  cases: Array<{
    form: EtsForm;
    parameters: EtsParameters;
    start: { level: number; slope: number; seasonal: number[] };
    logLikelihood: number;
    forecast: number[];
    greatest?: number;
  }>;
}

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../fixtures/statsmodels/${name}.json`), 'utf8'));
const decompositions = fixture('decompositions') as Decompositions;
const smoothing = fixture('smoothing') as Smoothing;

function expectNear(found: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  const errors = expected.map((value, i) => Math.abs(found[i]! - value));
  const largest = Math.max(...errors);
  expect(largest, `largest error at ${errors.indexOf(largest)}`).toBeLessThan(tolerance);
}

describe('decomposition by loess', () => {
  it('is STL', () => {
    const { values, season, window, trend, seasonal } = decompositions.stl;
    const found = stl(Float64Array.from(values), season, window);
    expectNear(found.trend, trend, 1e-9);
    expectNear(found.seasonal, seasonal, 1e-9);
  });

  it('is MSTL for several seasons', () => {
    const { values, seasons, trend, seasonal } = decompositions.mstl;
    const found = mstl(Float64Array.from(values), seasons);
    expectNear(found.trend, trend, 1e-9);
    seasonal.forEach((expected, i) => expectNear(found.seasonal[i]!, expected, 1e-9));
  });
});

describe('exponential smoothing', () => {
  const values = Float64Array.from(smoothing.values);
  const n = values.length;
  const cases = smoothing.cases.map((one) => ({ ...one, name: `${one.form.error},${one.form.trend},${one.form.season}` }));

  it.each(cases)(
    'ETS($name) has the likelihood and the forecasts of statsmodels',
    ({ form, parameters, start, logLikelihood, forecast }) => {
      const { squares, logFitted, states, count } = etsPass(
        form,
        parameters,
        { ...start, seasonal: Float64Array.from(start.seasonal) },
        values,
      );
      expect(count).toBe(n);
      expect((-n / 2) * (Math.log((2 * Math.PI * squares) / n) + 1) - logFitted).toBeCloseTo(logLikelihood, 8);
      expectNear(etsForecast(form, parameters.phi, states, n, forecast.length), forecast, 1e-9);
    },
  );

  it('with a multiplicative season follows the error correction form, by hand', () => {
    const form: EtsForm = { error: 'M', trend: 'N', season: 'M' };
    const start = { level: 10, slope: 0, seasonal: Float64Array.of(1.2, 0.8) };
    // Fitted 12, relative error 1/4: level 10 (1 + 1/8), season 1.2 (1 + 1/20). Then 11.25 x 0.8 = 9 and 11.25 x 1.26 = 14.175, without error.
    const pass = etsPass(form, { alpha: 0.5, beta: 0, gamma: 0.2, phi: 1 }, start, [15, 9, 14.175]);
    expect(pass.squares).toBeCloseTo(1 / 16, 12);
    expect(pass.logFitted).toBeCloseTo(Math.log(12 * 9 * 14.175), 12);
    expectNear(etsForecast(form, 1, pass.states, 3, 2), [9, 14.175], 1e-12);
  });

  it.each(cases.filter(({ greatest }) => greatest !== undefined))(
    'ETS($name) is fitted as well as by statsmodels',
    ({ form, greatest }) => {
      const { parameters, start } = fitEts(form, values, 1)!;
      const { squares, logFitted } = etsPass(form, parameters, start, values);
      const found = (-n / 2) * (Math.log((2 * Math.PI * squares) / n) + 1) - logFitted;
      expect(found).toBeGreaterThan(greatest! - 0.02);
    },
  );
});
