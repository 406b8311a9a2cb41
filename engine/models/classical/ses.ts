import type { Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise } from './deseasonalise.ts';
import { fromFirstObserved, observe } from './observed.ts';
import { smoothLevel } from './smooth-level.ts';

/**
 * Simple exponential smoothing of the history adjusted as in Naive2, the season put back (the SES of the M4 benchmarks); a season of 1
 * is plain SES. alpha and the first level minimise the squared one-step errors. Gaps: no update; interpolated for the
 * decomposition only. Naive for less than three observed values.
 */
export const ses: Baseline = (history, horizon, season) => {
  const values = fromFirstObserved(history);
  if (observe(values).count < 3) return naive(values, horizon, 1);
  const adjusted = deseasonalise(values, season);
  return adjusted.restore(new Float64Array(horizon).fill(smoothLevel(adjusted.values).level));
};
