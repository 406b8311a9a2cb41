import { meanOverObserved } from './observed.ts';

/**
 * The denominator of RMSSE, in squared units: mean (y_t - y_{t-m})^2 over `training`, pairs with a gap left out. NaN where the series
 * is constant, or too short for one pair: RMSSE is then undefined. The M5 competition has m = 1.
 */
export function squaredScale(training: ArrayLike<number>, season: number): number {
  let sum = 0;
  let count = 0;
  for (let t = season; t < training.length; t++) {
    const square = (training[t]! - training[t - season]!) ** 2;
    if (Number.isNaN(square)) continue;
    sum += square;
    count++;
  }
  return count === 0 || sum === 0 ? Number.NaN : sum / count;
}

/** RMSSE of one series: the root of mean (y - f)^2 / `scale`, the series' `squaredScale` (M5 competition, Makridakis et al. 2022). */
export function rmsse(actual: ArrayLike<number>, forecast: ArrayLike<number>, scale: number): number {
  return Math.sqrt(meanOverObserved(actual, (y, i) => (y - forecast[i]!) ** 2) / scale);
}
