/** The range of the y axis: smallest and largest value of what is visible, with air above and below. */

import { lowerBound } from './search.ts';
import type { Range } from './viewport.ts';

export interface Domain {
  min: number;
  max: number;
}

/** Smallest and largest finite value over all the arrays; null where there is none. */
export function finiteDomain(...columns: ReadonlyArray<ArrayLike<number>>): Domain | null {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

/** Indices of the points inside the range, and one neighbour on either side because lines enter from there. */
export function visibleIndices(x: ArrayLike<number>, range: Range): { start: number; end: number } {
  const start = lowerBound(x, range.from);
  let end = lowerBound(x, range.to);
  while (end < x.length && x[end] === range.to) end++;
  return { start: Math.max(0, start - 1), end: Math.min(x.length, end + 1) };
}

/** Domain of the points that can be seen; only where none is inside do the neighbours count. */
export function visibleDomain(x: Float64Array, y: Float64Array, range: Range): Domain | null {
  const { start, end } = visibleIndices(x, range);
  const first = (x[start] ?? range.from) < range.from ? start + 1 : start;
  const last = (x[end - 1] ?? range.to) > range.to ? end - 1 : end;
  return finiteDomain(y.subarray(first, Math.max(first, last))) ?? finiteDomain(y.subarray(start, end));
}

/** Adds a share of the span on both sides; a flat line gets room in proportion to its height. */
export function padDomain(domain: Domain | null, share = 0.05): Domain {
  if (!domain) return { min: 0, max: 1 };
  const span = domain.max - domain.min;
  const air = span > 0 ? span * share : Math.abs(domain.max) * 0.1 || 1;
  return { min: domain.min - air, max: domain.max + air };
}
