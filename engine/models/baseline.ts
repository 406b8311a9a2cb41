/**
 * A method without parameters: it forecasts from a history alone. `history` is in the target's units, oldest first,
 * NaN for gaps, and holds nothing after the origin. Returns `[horizon]`; all NaN where nothing was observed.
 */
export type Baseline = (history: ArrayLike<number>, horizon: number, season: number) => Float64Array;

/** Index of the last observed value at or before `from`; -1 where there is none. */
export function lastObserved(history: ArrayLike<number>, from = history.length - 1): number {
  let t = from;
  while (t >= 0 && Number.isNaN(history[t]!)) t--;
  return t;
}

/** At most so many of the last values of a history. */
export function lastRows(history: Float64Array, rows: number): Float64Array {
  return history.subarray(Math.max(0, history.length - rows));
}
