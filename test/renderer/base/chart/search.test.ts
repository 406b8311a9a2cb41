import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound, nearestIndex, nearestPoint } from '../../../../renderer/base/chart/search.ts';

describe('nearestIndex', () => {
  it('agrees with a linear scan', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1 }),
        fc.integer({ min: -600, max: 600 }),
        (values, at) => {
          const sorted = values.toSorted((a, b) => a - b);
          const found = sorted[nearestIndex(sorted, at)] ?? Number.NaN;
          return Math.abs(found - at) === Math.min(...sorted.map((value) => Math.abs(value - at)));
        },
      ),
    );
  });

  it('has no answer without positions', () => {
    expect(nearestIndex([], 3)).toBe(-1);
    expect(lowerBound([], 3)).toBe(0);
  });

  it('takes the earlier one in a tie', () => {
    expect(nearestIndex([0, 10], 5)).toBe(0);
  });
});

describe('nearestPoint', () => {
  const gap = Number.NaN;

  it('passes over gaps in both directions', () => {
    const x = [0, 1, 2, 3, 4, 5];
    const y = [7, gap, gap, gap, gap, 9];
    expect(nearestPoint(x, y, 2)).toBe(0);
    expect(nearestPoint(x, y, 3)).toBe(5);
  });

  it('finds the only value on either side', () => {
    expect(nearestPoint([0, 1, 2], [gap, gap, 1], 0)).toBe(2);
    expect(nearestPoint([0, 1, 2], [1, gap, gap], 2)).toBe(0);
    expect(nearestPoint([0, 1], [gap, gap], 1)).toBe(-1);
  });
});
