import { expect, test } from 'vitest';
import { chanceAbove } from '../../../engine/base/chi-squared.ts';
import { twoSidedQuantile } from '../../../engine/base/student-t.ts';

/** Abramowitz & Stegun, table 26.8: percentage points of the chi-squared distribution. */
test.each([
  [3.84146, 1, 0.05],
  [6.6349, 1, 0.01],
  [5.99147, 2, 0.05],
  [11.0705, 5, 0.05],
  [15.9872, 10, 0.1],
  [18.307, 10, 0.05],
  [29.5883, 10, 0.001],
  [10.8508, 20, 0.95],
  [36.4151, 24, 0.05],
  [124.342, 100, 0.05],
])('chi-squared lies above %f with %i degrees of freedom by a chance of %f', (x, freedom, chance) => {
  expect(chanceAbove(x, freedom)).toBeCloseTo(chance, 5);
});

test('with two degrees of freedom it is exponential, near and far', () => {
  for (const x of [1e-9, 0.1, 1, 1.9, 2.1, 20, 700]) {
    expect(Math.abs(chanceAbove(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-12);
  }
  expect(chanceAbove(0, 7)).toBe(1);
  expect(chanceAbove(Number.NaN, 7)).toBeNaN();
});

/** Abramowitz & Stegun, table 26.10: percentage points of the t distribution. */
test.each([
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
])('Student with %i degrees of freedom lies beyond %f on either side by 5 %%', (freedom, t) => {
  expect(twoSidedQuantile(0.05, freedom)).toBeCloseTo(t, 3);
});
