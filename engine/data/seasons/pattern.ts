/** A series about its moving average: what a season of one length leaves of it. */

/** Gaps inside filled on the line between their neighbours; null where fewer than two values are observed. `from`: the first observed. */
export function interpolate(values: ArrayLike<number>): { values: Float64Array; from: number } | null {
  let from = 0;
  let to = values.length;
  while (from < to && Number.isNaN(values[from]!)) from++;
  while (to > from && Number.isNaN(values[to - 1]!)) to--;
  if (to - from < 2) return null;
  const filled = new Float64Array(to - from);
  for (let t = 0; t < filled.length; t++) filled[t] = values[from + t]!;
  for (let t = 1, known = 0; t < filled.length; t++) {
    if (Number.isNaN(filled[t]!)) continue;
    for (let gap = known + 1; gap < t; gap++) {
      filled[gap] = filled[known]! + ((filled[t]! - filled[known]!) * (gap - known)) / (t - known);
    }
    known = t;
  }
  return { values: filled, from };
}

/**
 * `values` (no gaps) less their centred moving average over one period, the two ends of an even one at half weight. NaN in the half
 * period at each end, and where `observed` says that the value was filled in.
 */
export function aboutTrend(values: Float64Array, period: number, observed: ArrayLike<number>): Float64Array {
  const n = values.length;
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  const result = new Float64Array(n).fill(Number.NaN);
  let sum = 0;
  for (let t = 0; t < Math.min(n, 2 * half); t++) sum += values[t]!;
  for (let t = half; t + half < n; t++) {
    sum += values[t + half]!;
    const inner = even ? sum - (values[t - half]! + values[t + half]!) / 2 : sum;
    if (!Number.isNaN(observed[t]!)) result[t] = values[t]! - inner / period;
    sum -= values[t - half]!;
  }
  return result;
}

/** Correlation of values that are `lag` steps apart, both observed, about zero; 0 where there are no such pairs. */
export function lagCorrelation(values: Float64Array, lag: number): { r: number; pairs: number } {
  let [product, before, after, pairs] = [0, 0, 0, 0];
  for (let t = lag; t < values.length; t++) {
    const [a, b] = [values[t - lag]!, values[t]!];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    product += a * b;
    before += a * a;
    after += b * b;
    pairs++;
  }
  const scale = Math.sqrt(before * after);
  return { r: scale > 0 ? product / scale : 0, pairs };
}

export interface Pattern {
  /** Mean by phase, phase 0 that of the first value; together zero. */
  means: Float64Array;
  /**
   * Share of the variance about the trend that the pattern explains, corrected for its `period` means as an adjusted R^2 is; at least 0
   * (strength of seasonality, Wang, Smith & Hyndman 2006, of a classical decomposition).
   */
  strength: number;
  cycles: number;
}

/** The season of `period` steps in values about their trend (NaN: unknown); null where a phase was never or hardly ever seen. */
export function patternOf(detrended: Float64Array, period: number): Pattern | null {
  const sums = new Float64Array(period);
  const counts = new Int32Array(period);
  let squares = 0;
  let count = 0;
  for (let t = 0; t < detrended.length; t++) {
    const value = detrended[t]!;
    if (Number.isNaN(value)) continue;
    sums[t % period]! += value;
    counts[t % period]!++;
    squares += value * value;
    count++;
  }
  if (counts.some((seen) => seen === 0) || count <= period + 1) return null;
  const means = sums.map((sum, phase) => sum / counts[phase]!);
  const level = means.reduce((sum, mean) => sum + mean, 0) / period;
  let explained = 0;
  for (let phase = 0; phase < period; phase++) explained += counts[phase]! * means[phase]! ** 2;
  const left = (squares - explained) / (count - period);
  return {
    means: means.map((mean) => mean - level),
    strength: squares > 0 ? Math.min(1, Math.max(0, 1 - left / (squares / count))) : 0,
    cycles: Math.floor(detrended.length / period),
  };
}
