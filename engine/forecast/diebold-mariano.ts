import { twoSidedChance } from '../base/student-t.ts';

export interface DieboldMariano {
  /** Below 0: the first method's losses are smaller. */
  statistic: number;
  /** Chance of a statistic at least this far from 0 where both are equally good. */
  pValue: number;
}

/**
 * The paired test of Diebold & Mariano (1995) on loss differences d_t = first_t - second_t of n clusters in order of time, with the small-sample correction of Harvey,
 * Leybourne & Newbold (1997, eq. 8-10), s the number of clusters whose forecasts overlap (1: none; h for one-step strides):
 *
 *   V = (gamma_0 + 2 sum_{l < s} gamma_l) / n,  gamma_l = 1/n sum_t (d_t - mean)(d_{t-l} - mean)
 *   S = mean / sqrt(V) * sqrt((n + 1 - 2 s + s (s - 1) / n) / n),  p from Student's t with n - 1 degrees of freedom.
 *
 * Where V is not above 0, which the equal weights of the lags allow, the weights are those of Bartlett (Newey & West 1987). Null for less than three
 * clusters, where the correction is not above 0, and where no difference varies. Clusters with a NaN are left out.
 */
export function dieboldMariano(first: readonly number[], second: readonly number[], overlap: number): DieboldMariano | null {
  const differences = first.map((loss, t) => loss - second[t]!).filter((difference) => !Number.isNaN(difference));
  const n = differences.length;
  const correction = (n + 1 - 2 * overlap + (overlap * (overlap - 1)) / n) / n;
  if (n < 3 || overlap >= n || !(correction > 0)) return null;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const centred = differences.map((difference) => difference - mean);
  const variance = longRunVariance(centred, overlap);
  if (!(variance > 0)) return null;
  const statistic = (mean / Math.sqrt(variance / n)) * Math.sqrt(correction);
  return { statistic, pValue: twoSidedChance(statistic, n - 1) };
}

function longRunVariance(centred: readonly number[], overlap: number): number {
  const n = centred.length;
  const covariances = Array.from({ length: overlap }, (_, lag) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += centred[t]! * centred[t - lag]!;
    return sum / n;
  });
  const weighted = (weight: (lag: number) => number): number =>
    covariances.reduce((sum, covariance, lag) => sum + (lag === 0 ? covariance : 2 * weight(lag) * covariance), 0);
  const equal = weighted(() => 1);
  return equal > 0 ? equal : weighted((lag) => 1 - lag / overlap);
}
