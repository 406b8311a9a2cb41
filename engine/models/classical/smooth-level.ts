/** The usual bounds of a smoothing parameter (Hyndman et al. 2008). */
export const LEAST = 1e-4;
export const MOST = 0.9999;

const GRID = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Width of alpha's bracket at which the search ends. */
const PRECISION = 1e-6;

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
  const at = (alpha: number): SmoothedLevel => smoothWith(values, alpha);
  const step = (MOST - LEAST) / GRID;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= GRID; i++) {
    const { squares } = at(LEAST + i * step);
    if (squares >= least) continue;
    least = squares;
    best = i;
  }
  let low = LEAST + Math.max(0, best - 1) * step;
  let high = LEAST + Math.min(GRID, best + 1) * step;
  let left = at(high - GOLDEN * (high - low));
  let right = at(low + GOLDEN * (high - low));
  while (high - low > PRECISION) {
    if (left.squares <= right.squares) {
      high = right.alpha;
      right = left;
      left = at(high - GOLDEN * (high - low));
    } else {
      low = left.alpha;
      left = right;
      right = at(low + GOLDEN * (high - low));
    }
  }
  const inside = left.squares <= right.squares ? left : right;
  const edge = at(LEAST + best * step);
  return edge.squares < inside.squares ? edge : inside;
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
