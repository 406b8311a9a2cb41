import { autocorrelations } from '../../data/autocorrelation.ts';
import { interpolated, observe } from './observed.ts';

/** One-sided 5 % point of the normal distribution, as in the M4 benchmarks. */
const CRITICAL = 1.645;

export type SeasonKind = 'additive' | 'multiplicative';

/** A history without its season, and the way back. */
export interface Adjusted {
  /** Gaps stay gaps. */
  values: Float64Array;
  /** Puts the season back onto a forecast that begins one step after the history. */
  restore(forecast: Float64Array): Float64Array;
}

/** Whether a history, whose gaps are NaN, has a season of that many steps. */
export type SeasonTest = (values: ArrayLike<number>, season: number) => boolean;

/**
 * Whether the autocorrelation at one season is significant (the M4 competition's benchmarks): at least three seasons, and
 * |r_m| > 1.645 sqrt((1 + 2 (r_1^2 + .. + r_{m-1}^2)) / n). n counts observed values. Never for a season of 1 or a constant.
 */
export const isSeasonal: SeasonTest = (values, season) => {
  const { count } = observe(values);
  if (season < 2 || count < 3 * season) return false;
  const { r, limit } = atSeason(values, season, count);
  return Math.abs(r) > limit;
};

/**
 * The same test on the steps from value to value, in which no trend hides a season; one-sided, n counts the values. It is the reading of M3's
 * test that the published Naive2 speaks for, since Makridakis & Hibon (2000) do not spell theirs out: sMAPE 9.96, 16.91 and 15.47 for
 * quarterly, monthly and all series, published 9.95, 16.91 and 15.47; the test on the values gives 10.03, 16.76 and 15.39.
 */
export const isSeasonalInSteps: SeasonTest = (values, season) => {
  const { count } = observe(values);
  if (season < 2 || count < 3 * season) return false;
  const { r, limit } = atSeason(
    Float64Array.from({ length: values.length - 1 }, (_, t) => values[t + 1]! - values[t]!),
    season,
    count,
  );
  return r > limit;
};

/** Whether either test finds the season. */
export const isSeasonalEitherWay: SeasonTest = (values, season) => isSeasonal(values, season) || isSeasonalInSteps(values, season);

/** The autocorrelation at `season`, and Bartlett's limit for it, given those before it. */
function atSeason(values: ArrayLike<number>, season: number, n: number): { r: number; limit: number } {
  const r = autocorrelations(values, season);
  let squares = 0;
  for (let lag = 1; lag < season; lag++) squares += r[lag]! ** 2;
  return { r: r[season]!, limit: CRITICAL * Math.sqrt((1 + 2 * squares) / n) };
}

/** Centred moving average over one season, the two ends of an even one at half weight; NaN in the half season at each end. */
export function centredAverage(values: ArrayLike<number>, season: number): Float64Array {
  const n = values.length;
  const half = Math.floor(season / 2);
  const even = season % 2 === 0;
  const result = new Float64Array(n).fill(Number.NaN);
  for (let t = half; t + half < n; t++) {
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += values[t + k]! * (even && (k === -half || k === half) ? 0.5 : 1);
    result[t] = sum / season;
  }
  return result;
}

/**
 * Classical decomposition: the mean by phase of what the centred moving average leaves, over observed steps, normalised to a mean of 1
 * (multiplicative) or 0 (additive). `[m]`, phase 0 is the first value's. Gaps are interpolated for the moving average only. Null where
 * a phase has no such step, or an index would not be positive.
 */
export function seasonalIndices(values: ArrayLike<number>, season: number, kind: SeasonKind): Float64Array | null {
  const trend = centredAverage(interpolated(values), season);
  const sums = new Float64Array(season);
  const counts = new Int32Array(season);
  for (let t = 0; t < values.length; t++) {
    const left = kind === 'additive' ? values[t]! - trend[t]! : values[t]! / trend[t]!;
    if (!Number.isFinite(left)) continue;
    sums[t % season]! += left;
    counts[t % season]!++;
  }
  if (counts.includes(0)) return null;
  const means = sums.map((sum, phase) => sum / counts[phase]!);
  const centre = means.reduce((total, value) => total + value, 0) / season;
  const indices = means.map((value) => (kind === 'additive' ? value - centre : value / centre));
  return kind === 'multiplicative' && !indices.every((index) => index > 0) ? null : indices;
}

/**
 * The history as the M competitions' benchmarks adjust it: by multiplicative indices where the season is significant, else
 * unchanged. Where a value is zero or below, ratios mean nothing and the season is taken off additively.
 */
export function deseasonalise(values: Float64Array, season: number, test: SeasonTest = isSeasonal): Adjusted {
  const unchanged: Adjusted = { values, restore: (forecast) => forecast };
  if (!test(values, season)) return unchanged;
  const kind = observe(values).min > 0 ? 'multiplicative' : 'additive';
  const indices = seasonalIndices(values, season, kind);
  if (indices === null) return unchanged;
  const additive = kind === 'additive';
  const n = values.length;
  return {
    values: values.map((value, t) => (additive ? value - indices[t % season]! : value / indices[t % season]!)),
    restore: (forecast) => forecast.map((value, k) => (additive ? value + indices[(n + k) % season]! : value * indices[(n + k) % season]!)),
  };
}
