import type { Baseline } from '../baseline.ts';
import { naive } from '../naive.ts';
import { deseasonalise } from './deseasonalise.ts';
import { bestInside } from './line-search.ts';
import { fromFirstObserved, interpolated, observe } from './observed.ts';

/** Bounds of alpha (Fiorucci et al. 2016, section 4). */
const ALPHA = { least: 0.1, most: 0.99 };
/** First step whose error counts: before it the line through the past is not determined. */
const FIRST_ERROR = 2;

/**
 * The dynamic optimised theta model (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, section 3): theta line 0 is the
 * least-squares line through the past of each step, and alpha, theta and the first level minimise the squared one-step errors. The history is
 * adjusted as in Naive2; forecasts stand in for observations beyond its end. Where no observed value is negative, no
 * forecast is. Gaps are interpolated. Naive for less than four observed values and for constants.
 */
export const dynamicTheta: Baseline = (history, horizon, season) => {
  const values = fromFirstObserved(history);
  const adjusted = deseasonalise(values, season);
  const forecast = adjusted.restore(dynamicThetaOfAdjusted(adjusted.values, horizon));
  return observe(values).min < 0 ? forecast : forecast.map((value) => Math.max(0, value));
};

/** The model fitted to a history without a season. `[horizon]` */
export function dynamicThetaOfAdjusted(adjusted: Float64Array, horizon: number): Float64Array {
  const { count, min, max } = observe(adjusted);
  if (count < 4 || min === max) return naive(adjusted, horizon, 1);
  const values = interpolated(adjusted);
  const { alpha, weight, start } = fitDynamicTheta(values);
  let level = start;
  const line = new RunningLine();
  const step = (value: number): void => {
    level += alpha * (value - level);
    line.add(value);
  };
  values.forEach(step);
  return Float64Array.from({ length: horizon }, () => {
    const value = level + weight * line.share(alpha);
    step(value);
    return value;
  });
}

export interface ThetaFit {
  alpha: number;
  /** 1 - 1 / theta */
  weight: number;
  /** The level before the first step. */
  start: number;
  squares: number;
}

/** The parameters with the least squared errors for a history without gaps and season, of at least four values. */
export function fitDynamicTheta(values: Float64Array): ThetaFit {
  return bestInside(ALPHA.least, ALPHA.most, (alpha) => fitWith(values, alpha));
}

/**
 * The best fit at one alpha. The one-step forecast, level + weight x line, is linear in the first level and in the weight, so both follow from a regression.
 * A weight outside of [0, 1], which is theta below 1, is put to the bound.
 */
function fitWith(values: Float64Array, alpha: number): ThetaFit {
  // The level is known + left x start.
  let known = 0;
  let left = 1;
  const line = new RunningLine();
  let [ll, lw, ww, le, we, ee] = [0, 0, 0, 0, 0, 0];
  values.forEach((value, t) => {
    const error = value - known;
    if (t >= FIRST_ERROR) {
      const share = line.share(alpha);
      ll += left * left;
      lw += left * share;
      ww += share * share;
      le += left * error;
      we += share * error;
      ee += error * error;
    }
    known += alpha * error;
    left *= 1 - alpha;
    line.add(value);
  });
  const determinant = ll * ww - lw * lw;
  const free = determinant > 1e-12 * ll * ww ? (ll * we - lw * le) / determinant : 0;
  const weight = Math.min(1, Math.max(0, free));
  const start = (le - lw * weight) / ll;
  const squares = ee - 2 * (start * le + weight * we) + start * start * ll + 2 * start * weight * lw + weight * weight * ww;
  return { alpha, weight, start, squares };
}

/** The least-squares line A + B t through the values 1 .. t so far (equations 15 to 17), B 0 for a single one. */
class RunningLine {
  private count = 0;
  private mean = 0;
  private slope = 0;

  add(value: number): void {
    const t = ++this.count;
    if (t > 1) this.slope = ((t - 2) * this.slope + (6 / t) * (value - this.mean)) / (t + 1);
    this.mean += (value - this.mean) / t;
  }

  /** (1 - alpha)^t A + (1 - (1 - alpha)^(t + 1)) / alpha B, after t values: what the line adds to the next one. */
  share(alpha: number): number {
    const t = this.count;
    const left = (1 - alpha) ** t;
    const intercept = this.mean - ((t + 1) / 2) * this.slope;
    return left * intercept + ((1 - left * (1 - alpha)) / alpha) * this.slope;
  }
}
