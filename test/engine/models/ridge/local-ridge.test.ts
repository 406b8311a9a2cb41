import { describe, expect, it } from 'vitest';
import { fitLocalRidge, localRidge } from '../../../../engine/models/ridge/index.ts';
import { seasonalNaive } from '../../../../engine/models/seasonal-naive.ts';

const gap = Number.NaN;
const season = 12;
const wave = (t: number): number => 100 * Math.exp(0.3 * Math.sin((2 * Math.PI * t) / season) + 0.1 * Math.cos((2 * Math.PI * t) / 7));
const values = Float64Array.from({ length: 300 }, (_, t) => wave(t));

describe('a ridge for each series', () => {
  it('continues what repeats, also below zero', () => {
    localRidge(values, 24, season).forEach((value, k) => expect(Math.abs(value / wave(300 + k) - 1)).toBeLessThan(0.02));
    const lower = values.map((value) => value - 100);
    localRidge(lower, 24, season).forEach((value, k) => expect(Math.abs(value + 100 - wave(300 + k))).toBeLessThan(3));
  });

  it('lives with gaps', () => {
    const gappy = values.slice();
    gappy[0] = gappy[140] = gappy[299] = gap;
    localRidge(gappy, 6, season).forEach((value, k) => expect(Math.abs(value / wave(300 + k) - 1)).toBeLessThan(0.1));
  });

  it('fitted once, forecasts later origins: there it is what was fitted, here it is itself', () => {
    const fitted = fitLocalRidge(values.subarray(0, 200), 6, season);
    expect(fitted(values.subarray(0, 200), 6, season)).toEqual(localRidge(values.subarray(0, 200), 6, season));
    fitted(values, 6, season).forEach((value, k) => expect(Math.abs(value / wave(300 + k) - 1)).toBeLessThan(0.02));
    const silent = values.map((value, t) => (t > 150 ? gap : value));
    expect(fitted(silent, 6, season)).toEqual(seasonalNaive(silent, 6, season));
  });

  it('is seasonal naive where a series is short, flat or full of gaps', () => {
    const sparse = values.map((value, t) => (t % 9 === 0 ? gap : value));
    for (const series of [values.subarray(0, 14), new Float64Array(100).fill(5), sparse, Float64Array.of(gap, gap), Float64Array.of()]) {
      expect(localRidge(series, 6, season)).toEqual(seasonalNaive(series, 6, season));
    }
  });
});
