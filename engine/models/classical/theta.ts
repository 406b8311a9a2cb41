import type { Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise } from './deseasonalise.ts';
import { fromFirstObserved, observe } from './observed.ts';
import { smoothLevel } from './smooth-level.ts';

/**
 * Theta (Assimakopoulos & Nikolopoulos 2000), as the benchmark of the M3 and M4 competitions: the history adjusted as in Naive2; theta
 * line 0 is its least-squares line in time, theta line 2 doubles the distance from it and is forecast by simple exponential smoothing;
 * the forecast is their mean with the season put back. Where no observed value is negative, no forecast is. Gaps: left out of the
 * line's fit, no update of the smoothing; interpolated for the decomposition only. Naive for less than three observed values.
 */
export const theta: Baseline = (history, horizon, season) => {
  const values = fromFirstObserved(history);
  const adjusted = deseasonalise(values, season);
  const forecast = adjusted.restore(thetaOfAdjusted(adjusted.values, horizon));
  return observe(values).min < 0 ? forecast : forecast.map((value) => Math.max(0, value));
};

/** Theta of a history without a season. `[horizon]` */
export function thetaOfAdjusted(values: Float64Array, horizon: number): Float64Array {
  const { count, min, max } = observe(values);
  if (count < 3 || min === max) return naive(values, horizon, 1);
  const { intercept, slope } = line(values);
  const second = smoothLevel(values.map((value, t) => 2 * value - (intercept + slope * t))).level;
  return Float64Array.from({ length: horizon }, (_, k) => (second + intercept + slope * (values.length + k)) / 2);
}

/** Theta of the logarithms, whose trend is a rate of growth; of the values themselves where one is not positive or a forecast would overflow. */
export function logThetaOfAdjusted(values: Float64Array, horizon: number): Float64Array {
  const forecast = observe(values).min > 0 ? thetaOfAdjusted(values.map(Math.log), horizon).map(Math.exp) : null;
  return forecast?.every(Number.isFinite) ? forecast : thetaOfAdjusted(values, horizon);
}

/** Least-squares line of the observed values on their index. */
function line(values: Float64Array): { intercept: number; slope: number } {
  let count = 0;
  let meanT = 0;
  let meanY = 0;
  values.forEach((value, t) => {
    if (Number.isNaN(value)) return;
    count++;
    meanT += (t - meanT) / count;
    meanY += (value - meanY) / count;
  });
  let products = 0;
  let squares = 0;
  values.forEach((value, t) => {
    if (Number.isNaN(value)) return;
    products += (t - meanT) * (value - meanY);
    squares += (t - meanT) ** 2;
  });
  const slope = products / squares;
  return { intercept: meanY - slope * meanT, slope };
}
