import { describe, expect, it } from 'vitest';
import { coverage, mae, mase, pinball, rmse, seasonalScale, smape } from '../../../engine/metrics/index.ts';

const actual = [10, 20, Number.NaN, 40];
const forecast = [12, 20, 99, 30];

describe('point metrics skip points without an actual', () => {
  it('MAE, RMSE and sMAPE by hand', () => {
    expect(mae(actual, forecast)).toBeCloseTo((2 + 0 + 10) / 3, 12);
    expect(rmse(actual, forecast)).toBeCloseTo(Math.sqrt((4 + 0 + 100) / 3), 12);
    expect(smape(actual, forecast)).toBeCloseTo((200 * 2) / 22 / 3 + (200 * 10) / 70 / 3, 12);
  });

  it('sMAPE counts 0/0 as 0', () => {
    expect(smape([0, 10], [0, 10])).toBe(0);
  });

  it('a missing forecast makes the metric NaN instead of shrinking it', () => {
    expect(mae([1, 2], [1, Number.NaN])).toBeNaN();
  });

  it('is NaN where nothing was observed', () => {
    expect(rmse([Number.NaN], [1])).toBeNaN();
  });
});

describe('MASE', () => {
  it('scales by the seasonal naive error of the training part', () => {
    const training = [1, 2, 3, 5, 4, 9];
    expect(seasonalScale(training, 2)).toBeCloseTo((2 + 3 + 1 + 4) / 4, 12);
    expect(mase([10, 10], [8, 13], [2, 2])).toBeCloseTo(1.25, 12);
  });

  it('leaves pairs with a gap out of the scale', () => {
    expect(seasonalScale([1, Number.NaN, 4, 6], 1)).toBe(2);
  });

  it('is undefined for a constant series and for one too short', () => {
    expect(seasonalScale([5, 5, 5], 1)).toBeNaN();
    expect(seasonalScale([5, 6], 12)).toBeNaN();
  });
});

describe('intervals', () => {
  it('pinball by hand', () => {
    // q .1: e = 10 - 8 = 2 -> .2; q .9: e = 10 - 11 = -1 -> .1
    expect(pinball([10], [8, 11], [0.1, 0.9])).toBeCloseTo(0.15, 12);
  });

  it('coverage counts inclusive bounds', () => {
    expect(coverage([1, 2, 3, 4], [1, 0, 4, 4], [1, 2, 5, 4])).toBe(0.75);
  });
});
