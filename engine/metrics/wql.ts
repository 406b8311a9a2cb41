import { totals } from './observed.ts';

/**
 * Weighted quantile loss: the mean over quantiles of sum 2 max(q e, (q - 1) e) / sum |y|, e = y - y_q (GluonTS, Alexandrov et al. 2020,
 * `mean_wQuantileLoss`). `forecast` is `[points, Q]` row-major. NaN where all actuals are 0. With the one quantile 0.5 it is WAPE.
 */
export function wql(actual: ArrayLike<number>, forecast: ArrayLike<number>, quantiles: readonly number[]): number {
  const width = quantiles.length;
  const [losses, sizes] = totals(actual, (y, i) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const error = y - forecast[i * width + k]!;
      sum += 2 * Math.max(quantiles[k]! * error, (quantiles[k]! - 1) * error);
    }
    return [sum / width, Math.abs(y)];
  });
  return sizes === 0 ? Number.NaN : losses / sizes;
}
