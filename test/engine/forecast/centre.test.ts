import { describe, expect, it } from 'vitest';
import { interquartileMean, weightedMean } from '../../../engine/forecast/centre.ts';

describe('the interquartile mean', () => {
  it('is the mean of the middle half', () => {
    // The textbook case of twelve values: of 5, 8, 4, 38, 8, 6, 9, 7, 7, 3, 1, 6 the middle six are 5, 6, 6, 7, 7, 8.
    const values = [5, 8, 4, 38, 8, 6, 9, 7, 7, 3, 1, 6];
    expect(
      interquartileMean(
        values,
        values.map(() => 1),
      ),
    ).toBeCloseTo(6.5, 12);
  });

  it('takes in a part of the values at its ends', () => {
    // Of 1, 3, 5, 7, 9, each a fifth: a quarter off each end leaves 5 whole and 3 and 7 each for .15 of .5. Nine values: 2.25 off each end.
    expect(interquartileMean([9, 1, 7, 3, 5], [1, 1, 1, 1, 1])).toBeCloseTo(5, 12);
    expect(interquartileMean([1, 3, 5, 7, 9, 11, 13, 15, 170], new Array(9).fill(1))).toBeCloseTo(9, 12);
    expect(interquartileMean([0, 1, 10], [1, 1, 1])).toBeCloseTo((0 * (1 / 12) + 1 / 3 + 10 * (1 / 12)) / 0.5, 12);
  });

  it('follows the weights', () => {
    expect(interquartileMean([1, 2], [1, 1])).toBe(1.5);
    expect(interquartileMean([1, 2], [3, 1])).toBe(1);
    // .4 of 1 and .6 of 2: between .25 and .75 lie .15 of 1 and .35 of 2.
    expect(interquartileMean([1, 2], [4, 6])).toBeCloseTo((0.15 * 1 + 0.35 * 2) / 0.5, 12);
    expect(interquartileMean([7], [0.2])).toBe(7);
    expect(interquartileMean([], [])).toBeNaN();
  });
});

describe('the weighted mean', () => {
  it('is in proportion to the weights', () => {
    expect(weightedMean([1, 4], [2, 1])).toBe(2);
    expect(weightedMean([], [])).toBeNaN();
  });
});
