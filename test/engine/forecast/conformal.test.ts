import { describe, expect, it } from 'vitest';
import { conformalQuantile, ErrorPool, fewWiden, uncross } from '../../../engine/forecast/conformal.ts';

describe('conformalQuantile', () => {
  it.each([
    // n = 9: ceil(10 x 0.8) = 8, the eighth smallest.
    { level: 0.8, expected: 8 },
    // ceil(10 x 0.75) = 8.
    { level: 0.75, expected: 8 },
    // ceil(10 x 0.9) = 9.
    { level: 0.9, expected: 9 },
    // ceil(10 x 0.95) = 10 lies beyond the scores: the largest stands in.
    { level: 0.95, expected: 9 },
  ])('of 1 .. 9 at $level is $expected', ({ level, expected }) => {
    expect(conformalQuantile([3, 1, 2, 9, 8, 7, 4, 6, 5], level)).toBe(expected);
  });
});

describe('fewWiden', () => {
  // Student's t over the normal quantile, of published tables: t(0.9) is 3.0777, 1.8856, 1.6377, 1.3722; t(0.8) with 2 is 1.0607; z(0.9) 1.28155, z(0.8) 0.84162.
  it.each([
    { level: 0.9, independent: 1, expected: 3.0777 / 1.28155 },
    { level: 0.9, independent: 2, expected: 1.8856 / 1.28155 },
    { level: 0.9, independent: 3, expected: 1.6377 / 1.28155 },
    { level: 0.9, independent: 10, expected: 1.3722 / 1.28155 },
    { level: 0.8, independent: 2, expected: 1.0607 / 0.84162 },
    { level: 0.9, independent: Number.POSITIVE_INFINITY, expected: 1 },
  ])('at $level of $independent independent errors is $expected', ({ level, independent, expected }) => {
    expect(fewWiden(level, independent)).toBeCloseTo(expected, 4);
  });

  it('takes less than one for one', () => {
    expect(fewWiden(0.9, 0.3)).toBe(fewWiden(0.9, 1));
  });
});

describe('ErrorPool', () => {
  it('a point forecast gets the quantiles of its signed errors, a tail each', () => {
    const pool = new ErrorPool(1, [0.25, 0.5, 0.75]);
    // Errors -5 .. 3 over a scale of 2.
    for (let error = -5; error <= 3; error++) pool.add(0, 10 + error, [10, 10, 10], 2);
    // Upper: ceil(10 x 0.75) = 8th smallest error, 2. Lower: 8th smallest of the negated errors -3 .. 5, 4.
    expect([...pool.offsets()!]).toEqual([-2, 0, 1]);
  });

  it('levels that are too wide are brought in, levels that are too narrow go out', () => {
    const pool = new ErrorPool(1, [0.25, 0.5, 0.75]);
    // The lower level is 100 below all actuals 1 .. 9, the upper level is 0.
    for (let actual = 1; actual <= 9; actual++) pool.add(0, actual, [-100, 5, 0], 1);
    // Upper: 8th smallest of 1 .. 9. Lower: y_q - y from -109 to -101, the 8th smallest is -102, so 102 up.
    expect([...pool.offsets()!]).toEqual([102, 0, 8]);
  });

  it('says nothing without a usable score', () => {
    const pool = new ErrorPool(2, [0.5]);
    pool.add(0, Number.NaN, [1], 1);
    pool.add(0, 1, [Number.NaN], 1);
    pool.add(0, 1, [1], 0);
    pool.add(1, 1, [1], Number.NaN);
    expect(pool.size).toBe(0);
    expect(pool.offsets()).toBeNull();
  });

  it('few scores are shared between steps, each at its own size', () => {
    const pool = new ErrorPool(25, [0.1, 0.5, 0.9]);
    // Errors as of a random walk: -19.5 .. 19.5, times the root of the step.
    for (let fold = 0; fold < 40; fold++) {
      for (let k = 0; k < 25; k++) pool.add(k, Math.sqrt(k + 1) * (fold - 19.5), [0, 0, 0], 1);
    }
    const offsets = pool.offsets()!;
    // Three steps share 120 scores: the ceil(121 x 0.9) = 109th is the 37th of each, 16.5; alone it would have been the ceil(41 x 0.9) = 37th.
    for (const k of [0, 12, 24]) {
      expect(offsets[k * 3 + 2]).toBeCloseTo(16.5 * Math.sqrt(k + 1), 10);
      expect(offsets[k * 3]).toBeCloseTo(-16.5 * Math.sqrt(k + 1), 10);
    }
  });
});

describe('uncross', () => {
  it('orders levels around a median that stays', () => {
    const levels = Float64Array.of(3, 2, 2.5, 9, 1);
    uncross(levels, 2);
    expect([...levels]).toEqual([2, 2.5, 2.5, 2.5, 9]);
  });
});
