import { bestInside } from './line-search.ts';

/** The usual bounds of a smoothing parameter (Hyndman et al. 2008). */
export const LEAST = 1e-4;
export const MOST = 0.9999;

/** Simple exponential smoothing with the parameters that minimise the squared one-step errors. */
export interface SmoothedLevel {
  alpha: number;
  /** l_n: the forecast of every step. */
  level: number;
  squares: number;
}

/**
 * l_t = l_{t-1} + alpha (y_t - l_{t-1}). The errors are linear in l_0, so for each alpha the best l_0 is a regression through
 * the origin, in the same pass; alpha comes from a grid, then golden sections about its best point. A gap leaves the level as it is.
 */
export function smoothLevel(values: ArrayLike<number>): SmoothedLevel {
  return bestInside(LEAST, MOST, (alpha) => smoothWith(values, alpha));
}

function smoothWith(values: ArrayLike<number>, alpha: number): SmoothedLevel {
  // The level is known + weight x l_0.
  let known = 0;
  let weight = 1;
  let errorWeight = 0;
  let weightSquares = 0;
  let errorSquares = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    const error = value - known;
    errorWeight += error * weight;
    weightSquares += weight * weight;
    errorSquares += error * error;
    known += alpha * error;
    weight *= 1 - alpha;
  }
  const start = errorWeight / weightSquares;
  return { alpha, level: known + weight * start, squares: errorSquares - start * errorWeight };
}
