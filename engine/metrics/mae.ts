import { meanOverObserved } from './observed.ts';

/** Mean absolute error in the target's units over the points whose actual is observed; NaN where there is none. */
export function mae(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return meanOverObserved(actual, (y, i) => Math.abs(y - forecast[i]!));
}
