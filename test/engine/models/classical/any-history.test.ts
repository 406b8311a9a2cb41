import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../../engine/models/baseline.ts';
import * as models from '../../../../engine/models/index.ts';

const gap = Number.NaN;
const { baselines, ...others } = models;
const methods: Array<[string, Baseline]> = Object.entries({ ...baselines, ...others });

/** Values as files have them, of any size and sign, now and then a gap. */
const history = fc.oneof(
  fc.array(
    fc.oneof({ weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(gap) }),
    {
      maxLength: 60,
    },
  ),
  fc.array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) }, { weight: 1, arbitrary: fc.constant(gap) }), {
    maxLength: 60,
  }),
  fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), { maxLength: 40 }),
  fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 13 }), fc.double({ min: -50, max: 50, noNaN: true }))
    .map(([n, season, level]) => Array.from({ length: n }, (_, t) => level + (t % season))),
);
const season = fc.constantFrom(1, 2, 4, 7, 12, 24);

describe.each(methods)('%s', (_, method) => {
  it('forecasts finite numbers from any history with an observed value, and NaN without one', () => {
    fc.assert(
      fc.property(history, season, fc.integer({ min: 1, max: 30 }), (values, m, horizon) => {
        const before = [...values];
        const forecast = method(values, horizon, m);
        const observed = values.some((value) => !Number.isNaN(value));
        expect(forecast).toHaveLength(horizon);
        expect(forecast.every((value) => (observed ? Number.isFinite(value) : Number.isNaN(value)))).toBe(true);
        expect(values).toEqual(before);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it.each([2 ** 50, 2 ** -40])('forecasts %d times as much of values that are so many times as large', (unit) => {
    const values = Array.from({ length: 72 }, (_value, t) => 100 + 0.3 * t + 10 * Math.sin((2 * Math.PI * t) / 12) + 3 * Math.sin(t * t));
    const forecast = method(values, 12, 12);
    const scaled = method(
      values.map((value) => value * unit),
      12,
      12,
    );
    scaled.forEach((value, k) => expect(Math.abs(value / unit / forecast[k]! - 1)).toBeLessThan(1e-3));
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['gaps alone', new Array<number>(50).fill(gap)],
    ['one value', [5]],
    ['one value among gaps', [gap, gap, 5, gap]],
    ['zeros', new Array<number>(60).fill(0)],
    ['a constant', new Array<number>(60).fill(-7.5)],
    ['less than a season', [1, 4, 2]],
    ['demand now and then', Array.from({ length: 60 }, (_value, t) => (t % 7 === 0 ? 3 : 0))],
    ['every second value missing', Array.from({ length: 60 }, (_value, t) => (t % 2 === 0 ? gap : t))],
    ['a phase that is never observed', Array.from({ length: 72 }, (_value, t) => (t % 12 === 3 ? gap : 10 + (t % 12)))],
    ['all sizes that a number has', Array.from({ length: 40 }, (_value, t) => 10 ** (t * 15 - 300))],
    ['values whose squares overflow', Array.from({ length: 40 }, (_value, t) => (t % 2 === 0 ? 1e160 : -1e160))],
  ])('lives with %s', (_name, values) => {
    const observed = values.some((value) => !Number.isNaN(value));
    for (const m of [1, 4, 12, 24]) {
      const forecast = method(values, 30, m);
      expect(forecast).toHaveLength(30);
      expect(forecast.every((value) => (observed ? Number.isFinite(value) : Number.isNaN(value)))).toBe(true);
    }
  });

  it('forecasts a constant as itself', () => {
    for (const value of method(new Array<number>(60).fill(42), 12, 12)) expect(value).toBeCloseTo(42, 9);
  });
});
