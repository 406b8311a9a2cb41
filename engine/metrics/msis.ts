import { meanOverObserved } from './observed.ts';

/**
 * Mean scaled interval score of central intervals [lower, upper] of coverage 1 - alpha (M4 competition; interval score of
 * Gneiting & Raftery 2007, eq. 43): the mean of (upper - lower + 2 / alpha times the miss) / scale, the miss being how far the actual
 * lies outside. `scales` gives each point its series' MASE denominator.
 */
export function msis(
  actual: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  scales: ArrayLike<number>,
  alpha: number,
): number {
  return meanOverObserved(actual, (y, i) => {
    const [low, high] = [lower[i]!, upper[i]!];
    const miss = Math.max(low - y, 0) + Math.max(y - high, 0);
    return (high - low + (2 / alpha) * miss) / scales[i]!;
  });
}
