import { describe, expect, it } from 'vitest';
import { columnOf, fanIntervals, medianColumn, pairQuantiles } from '../../../../renderer/base/chart/quantiles.ts';

describe('quantile pairs', () => {
  it('join each level with its mirror, widest first', () => {
    expect(pairQuantiles([0.1, 0.25, 0.5, 0.75, 0.9])).toEqual([
      { level: 0.8, lower: 0, upper: 4 },
      { level: 0.5, lower: 1, upper: 3 },
    ]);
  });

  it('do not depend on order and forgive rounding', () => {
    expect(pairQuantiles([0.9, 0.1 + 1e-9, 0.5])).toEqual([{ level: 0.8, lower: 1, upper: 0 }]);
  });

  it('leave out levels without a mirror', () => {
    expect(pairQuantiles([0.05, 0.5, 0.9])).toEqual([]);
  });
});

describe('the fan', () => {
  it('shows 80 % and 50 % of many', () => {
    const levels = fanIntervals([0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95]).map(({ level }) => level);
    expect(levels).toEqual([0.8, 0.5]);
  });

  it('shows the two widest where neither exists', () => {
    expect(fanIntervals([0.02, 0.05, 0.2, 0.8, 0.95, 0.98]).map(({ level }) => level)).toEqual([0.96, 0.9]);
  });

  it('knows the median and reads columns', () => {
    expect(medianColumn([0.1, 0.5, 0.9])).toBe(1);
    expect(medianColumn([0.1, 0.9])).toBe(-1);
    expect([...columnOf([1, 2, 3, 4, 5, 6], 3, 1)]).toEqual([2, 5]);
  });
});
