import { type Baseline } from './baseline.ts';
import { naive } from './naive.ts';

/**
 * Seasonal naive: the value one season before, the last season repeated over the horizon. Where that value is a gap,
 * the same phase of earlier seasons is looked up, and the naive forecast stands in where the phase was never observed.
 * A season of 1 is the naive method.
 */
export const seasonalNaive: Baseline = (history, horizon, season) => {
  const forecast = naive(history, horizon, season);
  for (let k = 0; k < horizon; k++) {
    let t = history.length - season + (k % season);
    while (t >= 0 && Number.isNaN(history[t]!)) t -= season;
    if (t >= 0 && t < history.length) forecast[k] = history[t]!;
  }
  return forecast;
};
