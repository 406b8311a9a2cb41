import { solveSymmetric } from './cholesky.ts';
import { addAnchoredRun } from './lag-products.ts';
import { gaplessRuns, NormalEquations } from './normal-equations.ts';
import { addScaledRun, meanAndDeviation } from './window-blocks.ts';

/**
 * What every window is brought to before the linear map, and its continuation likewise. `last`: less the last observed value of the
 * context (N-Linear, Zeng et al. 2023). `scaled`: less the mean of the context, over its mean absolute deviation.
 */
export type WindowNorm = 'last' | 'scaled';

/** A linear map from a normalised context, and what stands beside it, to a normalised horizon, without an intercept: the normalisation stands for it. */
export interface RidgeMap {
  context: number;
  horizon: number;
  norm: WindowNorm;
  /** `[n, h]` row-major, oldest input first; n = C, or more by what is read beside the context. */
  weights: Float64Array;
}

/** The penalties to choose from, as shares of the number of windows: decades. On ETTh1 they are 10 to 100,000 in all, as a grid there often is. */
export const PENALTIES: readonly number[] = [2e-4, 2e-3, 0.02, 0.2, 2];

/**
 * Adds every gapless window that lies inside `values` (oldest first, NaN for gaps): what comes after an origin, or outside the
 * training part, is kept out by not being passed.
 */
export function addSeries(equations: NormalEquations, values: ArrayLike<number>, norm: WindowNorm): void {
  const add = norm === 'last' ? addAnchoredRun : addScaledRun;
  for (const { run } of gaplessRuns(values, equations.context + equations.horizon)) add(equations, run);
}

/** The sums over the windows of all series. */
export function sumWindows(series: Iterable<ArrayLike<number>>, context: number, horizon: number, norm: WindowNorm): NormalEquations {
  const equations = new NormalEquations(context, horizon);
  for (const values of series) addSeries(equations, values, norm);
  return equations;
}

/**
 * Ridge regression (Hoerl & Kennard 1970) of the horizon on the context: W = (X'X + penalty n I)^-1 X'Y, n the number of windows.
 * Null without a window, or where the system is singular to rounding: a larger penalty helps.
 */
export function solveRidge(equations: NormalEquations, norm: WindowNorm, penalty: number): RidgeMap | null {
  const { context, horizon, size, windows } = equations;
  if (windows === 0) return null;
  const weights = equations.targets.slice();
  const solved = solveSymmetric(equations.inputs.slice(), weights, size, horizon, penalty * windows);
  return solved ? { context, horizon, norm, weights } : null;
}

/** The map of windows less their last value as a map of the windows themselves: what W leaves of the last value is added to its weight. */
export function anchorFree({ context, horizon, norm, weights }: RidgeMap): RidgeMap {
  const free = weights.slice();
  for (let k = 0; k < horizon; k++) {
    let sum = 0;
    for (let i = 0; i < context; i++) sum += weights[i * horizon + k]!;
    free[(context - 1) * horizon + k]! += 1 - sum;
  }
  return { context, horizon, norm, weights: free };
}

/** The map whose penalty forecasts the windows of a later part, `validation`, with the least squared error. */
export function bestRidge(training: NormalEquations, validation: NormalEquations, norm: WindowNorm): RidgeMap | null {
  let best: RidgeMap | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const penalty of PENALTIES) {
    const map = solveRidge(training, norm, penalty);
    const error = map === null ? Number.NaN : validation.meanSquaredError(map.weights);
    if (error < least) [best, least] = [map, error];
  }
  return best;
}

/**
 * The forecast after the last value of `history`, `[h]` in its units. Gaps, and steps before a history that is shorter than the
 * context, read 0 after the normalisation; all NaN where the context holds no observed value. `beside`: what the map reads beside it, as it is.
 */
export function applyRidge(
  { context, horizon, norm, weights }: RidgeMap,
  history: ArrayLike<number>,
  beside: ArrayLike<number> = [],
): Float64Array {
  const { centre, scale } = windowNorm(norm, history, context);
  const forecast = new Float64Array(horizon);
  const lead = context - history.length;
  const inputs = new Float64Array(context + beside.length);
  inputs.set(beside, context);
  for (let i = Math.max(0, lead); i < context; i++) {
    const value = history[i - lead]! - centre;
    if (!Number.isNaN(value) && scale > 0) inputs[i] = value / scale;
  }
  multiply(weights, inputs, forecast);
  for (let k = 0; k < horizon; k++) forecast[k] = centre + scale * forecast[k]!;
  return forecast;
}

/** out += W' x, four rows of W at a time. */
export function multiply(weights: Float64Array, x: Float64Array, out: Float64Array): void {
  const h = out.length;
  let i = 0;
  for (; i + 4 <= x.length; i += 4) {
    const [a, b, c, d] = [x[i]!, x[i + 1]!, x[i + 2]!, x[i + 3]!];
    for (let k = 0, at = i * h; k < h; k++, at++) {
      out[k]! += a * weights[at]! + b * weights[at + h]! + c * weights[at + 2 * h]! + d * weights[at + 3 * h]!;
    }
  }
  for (; i < x.length; i++) for (let k = 0, at = i * h; k < h; k++, at++) out[k]! += x[i]! * weights[at]!;
}

/** Centre and scale of the last C values of a history; centre NaN where none is observed. */
function windowNorm(norm: WindowNorm, history: ArrayLike<number>, context: number): { centre: number; scale: number } {
  const from = Math.max(0, history.length - context);
  let last = history.length - 1;
  while (last >= from && Number.isNaN(history[last]!)) last--;
  if (last < from) return { centre: Number.NaN, scale: 1 };
  return norm === 'last' ? { centre: history[last]!, scale: 1 } : meanAndDeviation(history, from, history.length);
}
