import { describe, expect, it } from 'vitest';
import { crps, msis, owa, rmsse, squaredScale, wape, wql } from '../../../engine/metrics/index.ts';

const gap = Number.NaN;

describe('OWA', () => {
  it('is the mean of the two ratios, 1 for Naive2 itself', () => {
    expect(owa({ smape: 9.328, mase: 0.893 }, { smape: 18.383, mase: 2.395 })).toBeCloseTo((9.328 / 18.383 + 0.893 / 2.395) / 2, 12);
    expect(owa({ smape: 9.328, mase: 0.893 }, { smape: 18.383, mase: 2.395 })).toBeCloseTo(0.44, 3);
    expect(owa({ smape: 3, mase: 2 }, { smape: 3, mase: 2 })).toBe(1);
  });
});

describe('ratios of sums', () => {
  it('WAPE by hand, over the observed points', () => {
    expect(wape([10, -20, gap, 30], [12, -20, 5, 20])).toBeCloseTo((2 + 0 + 10) / 60, 12);
  });

  it('WQL by hand: the mean over quantiles', () => {
    // q .1: y 10 over 8: 2 x .1 x 2 = .4; y 20 over 25: 2 x .9 x 5 = 9. q .9: y 10 under 11: 2 x .1 x 1 = .2; y 20 under 26: 1.2.
    expect(wql([10, 20], [8, 11, 25, 26], [0.1, 0.9])).toBeCloseTo(((0.4 + 9) / 30 + (0.2 + 1.2) / 30) / 2, 12);
  });

  it('WQL of the median is WAPE', () => {
    expect(wql([10, gap, 30], [12, 1, 20], [0.5])).toBeCloseTo(wape([10, gap, 30], [12, 1, 20]), 12);
  });

  it('are undefined where all actuals are 0, where none is observed, and where a forecast is missing', () => {
    expect(wape([0, 0], [1, 1])).toBeNaN();
    expect(wql([0], [1], [0.5])).toBeNaN();
    expect(wape([gap], [1])).toBeNaN();
    expect(wape([1, 2], [1, gap])).toBeNaN();
  });
});

describe('RMSSE', () => {
  it('by hand', () => {
    expect(squaredScale([1, 3, gap, 4, 7], 1)).toBe((4 + 9) / 2);
    expect(squaredScale([1, 2, 4, 6], 2)).toBe((9 + 16) / 2);
    expect(rmsse([10, gap, 12], [13, 0, 8], 2)).toBeCloseTo(Math.sqrt((9 + 16) / 2 / 2), 12);
  });

  it('is undefined for a constant series', () => {
    expect(rmsse([1], [1], squaredScale([5, 5, 5], 1))).toBeNaN();
  });
});

describe('MSIS', () => {
  it('is the width inside, and 2 / alpha times the miss outside', () => {
    // Inside: 4. Below by 2: 4 + 40 x 2 = 84. Above by 1: 4 + 40 = 44. Each over the scale 2.
    expect(msis([5, 1, 8], [3, 3, 3], [7, 7, 7], [2, 2, 2], 0.05)).toBeCloseTo((4 + 84 + 44) / 3 / 2, 12);
  });

  it('counts the bounds as inside', () => {
    expect(msis([3, 7], [3, 3], [7, 7], [1, 1], 0.2)).toBe(4);
  });
});

describe('CRPS from samples', () => {
  it('by hand', () => {
    // Samples 4, 1, 2 around 3: mean |x - y| = 4 / 3; pairs |4-1|, |4-2|, |1-2|, each twice, over 9.
    expect(crps([3], [4, 1, 2], 3)).toBeCloseTo(4 / 3 - (0.5 * 2 * (3 + 2 + 1)) / 9, 12);
  });

  it('of one sample is the absolute error; points are averaged, gaps skipped', () => {
    expect(crps([3, gap, 1], [5, 9, 0], 1)).toBe(1.5);
  });

  it('is 0 where all samples are the actual', () => {
    expect(crps([2], [2, 2, 2, 2], 4)).toBe(0);
  });
});
