import { meanOverObserved } from './observed.ts';

/**
 * The denominator of MASE (Hyndman & Koehler 2006): mean |y_t - y_{t-m}| over `training`, pairs with a gap left out.
 * NaN where the series is constant, or too short for one pair: MASE is then undefined.
 */
export function seasonalScale(training: ArrayLike<number>, season: number): number {
  let sum = 0;
  let count = 0;
  for (let t = season; t < training.length; t++) {
    const difference = Math.abs(training[t]! - training[t - season]!);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    count++;
  }
  return count === 0 || sum === 0 ? Number.NaN : sum / count;
}

/** MASE over points of one or many series: mean of |y - f| / scale, `scales` giving each point its series' denominator. */
export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, scales: ArrayLike<number>): number {
  return meanOverObserved(actual, (y, i) => Math.abs(y - forecast[i]!) / scales[i]!);
}
