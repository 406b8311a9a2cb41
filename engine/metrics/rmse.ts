import { meanOverObserved } from './observed.ts';

/** Root of the mean squared error in the target's units. */
export function rmse(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return Math.sqrt(meanOverObserved(actual, (y, i) => (y - forecast[i]!) ** 2));
}
