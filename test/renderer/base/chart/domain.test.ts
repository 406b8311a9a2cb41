import { describe, expect, it } from 'vitest';
import { finiteDomain, padDomain, visibleDomain, visibleIndices } from '../../../../renderer/base/chart/domain.ts';

const x = Float64Array.of(0, 10, 20, 30, 40);
const y = Float64Array.of(900, 1, Number.NaN, 5, -900);

describe('domain', () => {
  it('spans the finite values of every column', () => {
    expect(finiteDomain([1, Number.NaN, 4], [-2, Infinity])).toEqual({ min: -2, max: 4 });
    expect(finiteDomain([Number.NaN], [])).toBeNull();
  });

  it('counts what is inside the view and not the neighbours', () => {
    expect(visibleDomain(x, y, { from: 5, to: 35 })).toEqual({ min: 1, max: 5 });
    expect(visibleDomain(x, y, { from: 10, to: 30 })).toEqual({ min: 1, max: 5 });
  });

  it('falls back to the neighbours between two points', () => {
    expect(visibleDomain(x, y, { from: 2, to: 8 })).toEqual({ min: 1, max: 900 });
    expect(visibleDomain(x, y, { from: 15, to: 25 })).toEqual({ min: 1, max: 5 });
  });

  it('includes one neighbour on either side', () => {
    expect(visibleIndices(x, { from: 15, to: 25 })).toEqual({ start: 1, end: 4 });
    expect(visibleIndices(x, { from: -5, to: 100 })).toEqual({ start: 0, end: 5 });
  });

  it('gives flat lines and nothing at all a height', () => {
    expect(padDomain({ min: 50, max: 50 })).toEqual({ min: 45, max: 55 });
    expect(padDomain({ min: 0, max: 0 })).toEqual({ min: -1, max: 1 });
    expect(padDomain(null)).toEqual({ min: 0, max: 1 });
    expect(padDomain({ min: 0, max: 100 })).toEqual({ min: -5, max: 105 });
  });
});
