import { meanOverObserved } from './observed.ts';

/**
 * Mean pinball loss: for each point the mean over quantiles of max(q e, (q - 1) e), e = y - y_q.
 * `forecast` is `[points, Q]` row-major.
 */
export function pinball(actual: ArrayLike<number>, forecast: ArrayLike<number>, quantiles: readonly number[]): number {
  const width = quantiles.length;
  return meanOverObserved(actual, (y, i) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const error = y - forecast[i * width + k]!;
      sum += Math.max(quantiles[k]! * error, (quantiles[k]! - 1) * error);
    }
    return sum / width;
  });
}
