import { chanceAbove } from '../base/chi-squared.ts';
import type { LjungBox } from '../protocol/forecasts.ts';

/**
 * Whether the first autocorrelations r_1 ... r_L of n values, all together, are more than white noise has by chance:
 * Q = n (n + 2) sum r_k^2 / (n - k), chi-squared with L degrees of freedom (Ljung & Box 1978). Null where there are no more values than lags.
 */
export function ljungBox(autocorrelations: readonly number[], n: number): LjungBox | null {
  const lags = autocorrelations.length;
  if (lags === 0 || n <= lags + 1 || autocorrelations.some(Number.isNaN)) return null;
  const statistic = n * (n + 2) * autocorrelations.reduce((sum, r, k) => sum + (r * r) / (n - k - 1), 0);
  return { statistic, lags, pValue: chanceAbove(statistic, lags) };
}
