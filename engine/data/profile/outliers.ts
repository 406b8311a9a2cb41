import { median, rollingMedian } from './rolling-median.ts';

/** A value far from its expectation, by its place in the series. */
export interface FarValue {
  at: number;
  value: number;
  low: number;
  high: number;
}

/** Steps to each side whose median is the expected value. */
const REACH = 10;
/** Steps to each side over which the spread is taken, so that a calm and a wild part of a series are each judged by themselves. */
const SPREAD_REACH = 100;
/** Standard deviation over the median absolute deviation of the normal distribution. */
const NORMAL = 1.4826;
/** Fewer observed values say too little of what is far. */
const FEWEST = 2 * REACH;
/** Chance of a false alarm in a whole series of normal noise that the threshold aims at, and what the estimated spread adds to it. */
const FALSE_ALARM = 0.02;
const ALLOWANCE = 0.6;

/** Share of the threshold that the step into or out of far values must have among steps: a series that wanders gets far by small ones. */
const ABRUPT = 0.7;
/** Cycles of a season that its own medians take from the spread. */
const SPENT = 1.5;

/**
 * Values further from the median of their neighbours than their spread allows, both robust (the Hampel identifier; Davies & Gather 1993),
 * in a series without its seasons, the longest of `longestSeason` steps (1: none), and reached or left by an abrupt step. The threshold
 * in deviations is sqrt(2 ln(n / 0.02)), the height that the largest of n normal values hardly passes, plus an allowance, wider where a
 * season was estimated from few cycles. None where over half of the values are the same: there is no spread to judge by.
 */
export function findOutliers(values: Float64Array, deseasonalised: Float64Array, longestSeason: number): FarValue[] {
  const observed = deseasonalised.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (observed < FEWEST) return [];
  const centre = rollingMedian(deseasonalised, REACH);
  const distance = deseasonalised.map((value, t) => Math.abs(value - centre[t]!));
  const overall = NORMAL * median(distance);
  if (overall === 0) return [];
  const spread = rollingMedian(distance, SPREAD_REACH);
  const cycles = longestSeason > 1 ? observed / longestSeason : Infinity;
  const wider = cycles === Infinity ? 1 : cycles / (cycles - SPENT);
  const limit = (Math.sqrt(2 * Math.log(observed / FALSE_ALARM)) + ALLOWANCE) * wider;
  const allowed = spread.map((value) => limit * Math.max(NORMAL * value, overall / 2));
  const steps = deseasonalised.map((value, t) => (t === 0 ? Number.NaN : Math.abs(value - deseasonalised[t - 1]!)));
  const abrupt = ABRUPT * limit * NORMAL * median(steps);
  const found: FarValue[] = [];
  for (let from = 0; from < values.length; from++) {
    let to = from;
    while (to < values.length && distance[to]! > allowed[to]!) to++;
    if (to > from && (!(steps[from]! <= abrupt) || !((steps[to] ?? Number.NaN) <= abrupt))) {
      for (let at = from; at < to; at++) {
        const expected = values[at]! - deseasonalised[at]! + centre[at]!;
        found.push({ at, value: values[at]!, low: expected - allowed[at]!, high: expected + allowed[at]! });
      }
    }
    from = Math.max(from, to);
  }
  return found;
}
