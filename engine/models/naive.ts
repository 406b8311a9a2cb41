import { type Baseline, lastObserved } from './baseline.ts';

/** Naive: the last observed value for every step of the horizon. */
export const naive: Baseline = (history, horizon) => {
  const last = lastObserved(history);
  return new Float64Array(horizon).fill(last < 0 ? Number.NaN : history[last]!);
};
