import type { Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise } from './deseasonalise.ts';
import { fromFirstObserved } from './observed.ts';

/**
 * Naive2 (Makridakis et al. 2020, M4): naive on the seasonally adjusted history, the season put back. Without a significant season, or
 * with less than three, it is naive. Gaps: interpolated for the decomposition's moving average only; the last observed adjusted value counts.
 */
export const naive2: Baseline = (history, horizon, season) => {
  const adjusted = deseasonalise(fromFirstObserved(history), season);
  return adjusted.restore(naive(adjusted.values, horizon, 1));
};
