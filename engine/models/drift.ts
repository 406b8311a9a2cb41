import { type Baseline, lastObserved } from './baseline.ts';
import { naive } from './naive.ts';

/** Drift: the line from the first to the last observed value, continued (Hyndman & Athanasopoulos, FPP3, 5.2). */
export const drift: Baseline = (history, horizon, season) => {
  const forecast = naive(history, horizon, season);
  let first = 0;
  while (first < history.length && Number.isNaN(history[first]!)) first++;
  const last = lastObserved(history);
  if (last <= first) return forecast;
  const slope = (history[last]! - history[first]!) / (last - first);
  const stale = history.length - 1 - last;
  for (let k = 0; k < horizon; k++) forecast[k] = history[last]! + slope * (stale + k + 1);
  return forecast;
};
