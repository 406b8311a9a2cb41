import type { Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise, isSeasonal, isSeasonalInSteps, type SeasonTest } from './deseasonalise.ts';
import { fromFirstObserved } from './observed.ts';

const naiveAdjustedBy =
  (test: SeasonTest): Baseline =>
  (history, horizon, season) => {
    const adjusted = deseasonalise(fromFirstObserved(history), season, test);
    return adjusted.restore(naive(adjusted.values, horizon, 1));
  };

/**
 * Naive2 (Makridakis et al. 2020, M4): naive on the seasonally adjusted history, the season put back. Without a significant season, or
 * with less than three, it is naive. Gaps: interpolated for the decomposition's moving average only; the last observed adjusted value counts.
 */
export const naive2 = naiveAdjustedBy(isSeasonal);

/** Naive2 as the M3 competition seems to have computed it: the season is tested on the steps (`isSeasonalInSteps`). */
export const naive2M3 = naiveAdjustedBy(isSeasonalInSteps);
