import { describe, expect, it } from 'vitest';
import { deseasonalise, isSeasonal, isSeasonalInSteps } from '../../../../engine/models/classical/deseasonalise.ts';
import { mstlEts, withoutSeasons } from '../../../../engine/models/classical/mstl-ets.ts';
import { naive2 } from '../../../../engine/models/index.ts';

const gap = Number.NaN;
const quarters = [1.3, 0.7, 1.1, 0.9];
const seasonal = (n: number): Float64Array => Float64Array.from({ length: n }, (_, t) => 50 * quarters[t % 4]!);
const hours = Float64Array.from(
  { length: 24 * 7 * 5 },
  (_, t) => (100 + 20 * Math.sin((2 * Math.PI * t) / 24)) * (Math.floor(t / 24) % 7 < 5 ? 1.2 : 0.6),
);

describe('the test of a season', () => {
  it('needs three seasons', () => {
    expect(isSeasonal(seasonal(24), 4)).toBe(true);
    expect(isSeasonal(seasonal(11), 4)).toBe(false);
    expect(isSeasonal(seasonal(40), 1)).toBe(false);
  });

  it('of the steps sees a season under a trend that hides it from the test of the values', () => {
    const steep = seasonal(24).map((value, t) => value + 40 * t);
    expect([isSeasonal(steep, 4), isSeasonalInSteps(steep, 4)]).toEqual([false, true]);
  });
});

describe('classical adjustment', () => {
  it('takes the factors off and puts them back', () => {
    const adjusted = deseasonalise(seasonal(40), 4);
    adjusted.values.forEach((value) => expect(value).toBeCloseTo(50, 9));
    quarters.forEach((factor, k) => expect(adjusted.restore(new Float64Array(4).fill(50))[k]).toBeCloseTo(50 * factor, 9));
  });

  it('makes Naive2 repeat the season, over gaps too', () => {
    const gappy = seasonal(41);
    gappy[40] = gappy[17] = gap;
    const forecast = naive2(gappy, 4, 4);
    // The interpolated value moves the averages about the gap, and with them some factors.
    [0.7, 1.1, 0.9, 1.3].forEach((factor, k) => expect(Math.abs(forecast[k]! / (50 * factor) - 1)).toBeLessThan(0.02));
  });
});

describe('MSTL', () => {
  it('finds the week above the day and continues both', () => {
    const actual = hours.subarray(-72);
    const worst = (forecast: Float64Array): number => Math.max(...forecast.map((value, k) => Math.abs(value / actual[k]! - 1)));
    expect(worst(mstlEts(hours.subarray(0, -72), 72, 24))).toBeLessThan(0.05);
    expect(worst(mstlEts(hours.subarray(0, -72), 72, 24, [24]))).toBeGreaterThan(0.5);
  });

  it('takes the seasons that it is told, and leaves those out that are longer than half of the history', () => {
    const told = mstlEts(hours, 24, 24, [24]);
    expect(told).not.toEqual(mstlEts(hours, 24, 24));
    expect(mstlEts(hours, 24, 24, [24, 500])).toEqual(told);
  });

  it('keeps gaps, and is additive where a value is not positive', () => {
    const below = hours.map((value, t) => (t === 100 ? gap : value - 100));
    const { values, restore } = withoutSeasons(below, 24, [24]);
    expect(Number.isNaN(values[100]!)).toBe(true);
    const day = restore(new Float64Array(24));
    expect(Math.abs(day.reduce((sum, value) => sum + value, 0) / 24)).toBeLessThan(1);
    expect(Math.max(...day)).toBeGreaterThan(10);
  });
});
