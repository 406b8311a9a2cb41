import { describe, expect, it } from 'vitest';
import { dynamicThetaOfAdjusted } from '../../../../engine/models/classical/dynamic-theta.ts';
import { logThetaOfAdjusted } from '../../../../engine/models/classical/theta.ts';
import { combination, ets, mstlEts } from '../../../../engine/models/index.ts';

describe('the combination', () => {
  it('is the mean of its three members', () => {
    const values = Float64Array.from({ length: 40 }, (_, t) => 20 + t + 5 * Math.sin(t * t));
    const members = [ets(values, 5, 1), dynamicThetaOfAdjusted(values, 5), logThetaOfAdjusted(values, 5)];
    combination(values, 5, 1).forEach((value, k) => expect(value).toBeCloseTo(members.reduce((sum, one) => sum + one[k]!, 0) / 3, 9));
  });

  it('follows a week above a day as MSTL does', () => {
    const hours = Float64Array.from({ length: 24 * 7 * 5 }, (_, t) => (t % 24 < 8 ? 50 : 100) * (Math.floor(t / 24) % 7 < 5 ? 1 : 0.5));
    const expected = mstlEts(hours, 168, 24);
    combination(hours, 168, 24).forEach((value, k) => expect(Math.abs(value / expected[k]! - 1)).toBeLessThan(0.05));
  });

  it('stays at zero or above where the history does', () => {
    const falling = Float64Array.from({ length: 20 }, (_, t) => 200 - 10 * t);
    expect(Math.min(...combination(falling, 40, 1))).toBeGreaterThanOrEqual(0);
    expect(
      Math.min(
        ...combination(
          falling.map((value) => value - 20),
          40,
          1,
        ),
      ),
    ).toBeLessThan(0);
  });
});
