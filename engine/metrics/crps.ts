import { meanOverObserved } from './observed.ts';

/**
 * Continuous ranked probability score of samples, in the target's units: mean |x - y| - 1/2 mean |x - x'| over all pairs of
 * samples, each with itself too (Gneiting & Raftery 2007, eq. 21, for an empirical distribution); the mean over points.
 * `samples` is `[points, n]` row-major. Sorted x_1 <= .. <= x_n, the pairs sum to 2 sum (2 i - n - 1) x_i.
 */
export function crps(actual: ArrayLike<number>, samples: ArrayLike<number>, count: number): number {
  const sorted = new Float64Array(count);
  return meanOverObserved(actual, (y, i) => {
    let error = 0;
    for (let s = 0; s < count; s++) {
      sorted[s] = samples[i * count + s]!;
      error += Math.abs(sorted[s]! - y);
    }
    sorted.sort();
    let spread = 0;
    for (let s = 0; s < count; s++) spread += (2 * s + 1 - count) * sorted[s]!;
    return error / count - spread / count ** 2;
  });
}
