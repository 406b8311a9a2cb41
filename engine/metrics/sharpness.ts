import { meanOverObserved } from './observed.ts';

/**
 * Sharpness: the mean width of [lower, upper] over the points whose actual is observed, over `scales`, each point's series' MASE denominator.
 * Narrow is good only where the coverage holds (Gneiting, Balabdaoui & Raftery 2007).
 */
export function sharpness(
  actual: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  scales: ArrayLike<number>,
): number {
  return meanOverObserved(actual, (_, i) => (upper[i]! - lower[i]!) / scales[i]!);
}
