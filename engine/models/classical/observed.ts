import { lastObserved } from '../baseline.ts';

/** What the methods need to know of a history before they choose a model. */
export interface Observed {
  /** Number of values that are not gaps. */
  count: number;
  min: number;
  max: number;
}

export function observe(values: ArrayLike<number>): Observed {
  const found: Observed = { count: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    found.count++;
    if (value < found.min) found.min = value;
    if (value > found.max) found.max = value;
  }
  return found;
}

/** The history from its first observed value on: a column that begins late has no leading gaps. */
export function fromFirstObserved(history: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(history);
  let first = 0;
  while (first < values.length && Number.isNaN(values[first]!)) first++;
  return values.subarray(first);
}

/** A copy without gaps: straight lines between the observed neighbours, the nearest value at the ends. All NaN where nothing was observed. */
export function interpolated(values: ArrayLike<number>): Float64Array {
  const result = Float64Array.from(values);
  const last = lastObserved(values);
  let before = -1;
  for (let t = 0; t <= last; t++) {
    if (Number.isNaN(values[t]!)) continue;
    for (let gap = before + 1; gap < t; gap++) {
      const share = (gap - before) / (t - before);
      result[gap] = before < 0 ? values[t]! : values[before]! + share * (values[t]! - values[before]!);
    }
    before = t;
  }
  if (last >= 0) result.fill(values[last]!, last + 1);
  return result;
}
