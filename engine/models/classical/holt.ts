import type { Baseline } from '../baseline.ts';
import { deseasonalise } from './deseasonalise.ts';
import { chooseEts } from './ets-choice.ts';
import { recentRows, smoothed } from './ets.ts';
import { etsForecast, type EtsForm } from './ets-model.ts';
import { observe } from './observed.ts';

/** One form alone, on the history adjusted as in Naive2. */
const adjustedForm =
  (form: EtsForm): Baseline =>
  (history, horizon, season) => {
    const adjusted = deseasonalise(recentRows(history), season);
    return adjusted.restore(smoothed(adjusted.values, horizon, 1, [form]));
  };

/** One seasonal form alone; without two seasons, the form without a season. */
const seasonalForm =
  (kind: 'A' | 'M'): Baseline =>
  (history, horizon, season) => {
    const values = recentRows(history);
    const usable = kind === 'A' || observe(values).min > 0 ? kind : 'A';
    const form: EtsForm = { error: usable, trend: 'A', season: usable };
    const fit = chooseEts(values, season, [form]);
    if (fit !== null) return etsForecast(form, 1, fit.states, values.length, horizon);
    return smoothed(values, horizon, 1, [{ error: 'A', trend: 'A', season: 'N' }]);
  };

/** Holt's linear trend (Holt 1957) on the adjusted history, as in the M4 benchmarks. Gaps and short series as `ets`. */
export const holt = adjustedForm({ error: 'A', trend: 'A', season: 'N' });
/** Holt with a damped trend (Gardner & McKenzie 1985) on the adjusted history. Gaps and short series as `ets`. */
export const dampedHolt = adjustedForm({ error: 'A', trend: 'Ad', season: 'N' });
/** Holt-Winters with an additive season, ETS(A,A,A) (Winters 1960). Gaps as `ets`; Holt where the season is too long for the history. */
export const holtWintersAdditive = seasonalForm('A');
/** Holt-Winters with a multiplicative season, ETS(M,A,M); additive where a value is not positive. */
export const holtWintersMultiplicative = seasonalForm('M');
