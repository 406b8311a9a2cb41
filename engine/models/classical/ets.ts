import { type Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise } from './deseasonalise.ts';
import { chooseEts } from './ets-choice.ts';
import { etsForecast, type EtsForm } from './ets-model.ts';
import { fromFirstObserved } from './observed.ts';

/** Longest season with states of its own; a longer one is taken off first, as in Naive2. */
const LONGEST_SEASON = 24;
/** Rows that are read at most: smoothing forgets what lies further back, and the search stays quick. */
const ROWS = 2048;

/** The last rows of a history, which the search reads. */
export function recentRows(history: ArrayLike<number>): Float64Array {
  const values = fromFirstObserved(history);
  return fromFirstObserved(values.subarray(Math.max(0, values.length - ROWS)));
}

/** Forecasts with the best of `forms` (undefined: the automatic choice); the naive method where none can be fitted. */
export function smoothed(values: Float64Array, horizon: number, season: number, forms?: readonly EtsForm[]): Float64Array {
  const fit = chooseEts(values, season, forms);
  return fit === null ? naive(values, horizon, 1) : etsForecast(fit.form, fit.parameters.phi, fit.states, values.length, horizon);
}

/**
 * Exponential smoothing with the form chosen by AICc (Hyndman et al. 2002, 2008). A season above 24 is taken off as in Naive2, since
 * that many states cannot be estimated. Reads the last 2,048 rows. Gaps: the states go on without a correction; interpolated
 * for the first seasonal states only. Less than two seasons: no seasonal form. Naive for less than five observed values and for constants.
 */
export const ets: Baseline = (history, horizon, season) => {
  const values = recentRows(history);
  if (season <= LONGEST_SEASON) return smoothed(values, horizon, season);
  const adjusted = deseasonalise(values, season);
  return adjusted.restore(smoothed(adjusted.values, horizon, 1));
};
