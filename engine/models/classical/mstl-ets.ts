import { type Adjusted, isSeasonal } from './deseasonalise.ts';
import { recentRows, smoothed } from './ets.ts';
import { mstl } from './mstl.ts';
import { interpolated, observe } from './observed.ts';

/** A season of that many steps, or of a multiple of it, is a day, which a week may lie above. */
const HOURS = 24;
const DAYS = 7;

/**
 * MSTL and exponential smoothing (Bandara, Hyndman & Bergmeir 2021, section 4): every season taken off as in `withoutSeasons`, the rest
 * forecast by the ETS form without a season that AICc chooses, each season's last cycle put back. Reads the last 2,048 rows.
 */
export function mstlEts(history: ArrayLike<number>, horizon: number, season: number, seasons?: readonly number[]): Float64Array {
  const { values, restore } = withoutSeasons(recentRows(history), season, seasons);
  return restore(smoothed(values, horizon, 1));
}

/**
 * A history without its seasons by MSTL; the way back repeats each season's last cycle. Seasons are factors, from a decomposition
 * of the logarithms, where every value is above zero; else summands. `seasons`, ascending, default to those of `season` that are
 * found; those longer than half of the history are left out. Gaps are interpolated for the decomposition and stay gaps.
 */
export function withoutSeasons(history: Float64Array, season: number, seasons?: readonly number[]): Adjusted {
  const { count, min } = observe(history);
  const factors = min > 0;
  const scaled = factors ? history.map(Math.log) : history;
  const usable = (seasons ?? seasonsOf(scaled, season)).filter((m) => m > 1 && count >= 2 * m);
  if (usable.length === 0) return { values: history, restore: (forecast) => forecast };
  const parts = mstl(interpolated(scaled), usable).seasonal;
  const n = history.length;
  const taken = history.map((_, t) => parts.reduce((sum, part) => sum + part[t]!, 0));
  return {
    values: history.map((value, t) => (factors ? value / Math.exp(taken[t]!) : value - taken[t]!)),
    restore: (forecast) =>
      forecast.map((value, k) => {
        const put = usable.reduce((sum, m, i) => sum + parts[i]![n - m + (k % m)]!, 0);
        return factors ? value * Math.exp(put) : value + put;
      }),
  };
}

/**
 * The seasons of a history that has one of `season` steps at most: that one where it is significant, and above a day of hours, or of parts of
 * them, a week where it is significant in what the day leaves.
 */
function seasonsOf(values: Float64Array, season: number): number[] {
  const found = isSeasonal(values, season) ? [season] : [];
  const week = DAYS * season;
  if (season < 2 || season % HOURS !== 0 || observe(values).count < 3 * week) return found;
  const filled = interpolated(values);
  const { trend, seasonal } = mstl(filled, [season]);
  const left = filled.map((value, t) => value - trend[t]! - seasonal[0]![t]!);
  return isSeasonal(left, week) ? [...found, week] : found;
}
