import { meanOverObserved } from './observed.ts';

/** Share of points inside [lower, upper], bounds included, 0 to 1. */
export function coverage(actual: ArrayLike<number>, lower: ArrayLike<number>, upper: ArrayLike<number>): number {
  return meanOverObserved(actual, (y, i) => (Number.isNaN(lower[i]! + upper[i]!) ? Number.NaN : y >= lower[i]! && y <= upper[i]! ? 1 : 0));
}
