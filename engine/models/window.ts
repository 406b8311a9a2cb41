import { scaledLevels } from './levels.ts';
import { pathLevels } from './paths.ts';
import type { Scaler, TrainedModel } from './trained.ts';

/** The recent past of one series in its own units, oldest first, NaN for gaps; any length. */
export interface RawWindow {
  target: ArrayLike<number>;
  /** One column a covariate of the model, in its order, each as long as `target`. */
  covariates: Array<ArrayLike<number>>;
  /** Index into the model's series; -1: a series that training never saw. */
  series: number;
}

/** Forecasts of n windows in the target's units. */
export interface WindowForecasts {
  /** `[n, h, Q]` row-major, ascending in Q. */
  quantiles: Float64Array;
  /** `[n, h]` */
  mean: Float64Array;
}

/** Up to this share of |mean| a deviation is rounding and counts as none (trained.ts, step 3). */
const FLAT = 1e-12;

/** Whether the part of a window that the network reads holds any target: without one there is no forecast. */
export function isObserved({ data }: Pick<TrainedModel, 'data'>, target: ArrayLike<number>): boolean {
  for (let t = Math.max(0, target.length - data.context); t < target.length; t++) {
    if (!Number.isNaN(forwardTransform(data.transform, target[t]!))) return true;
  }
  return false;
}

/** The transform of one value; a logarithm of what is not above zero is a gap. */
export function forwardTransform(transform: 'none' | 'log', value: number): number {
  if (transform === 'none') return value;
  return value > 0 ? Math.log(value) : Number.NaN;
}

export function inverseTransform(transform: 'none' | 'log', value: number): number {
  return transform === 'none' ? value : Math.exp(value);
}

/** Mean and population standard deviation of the observed values in [from, to); a flat or empty range has scale 1. */
export function fitScaler(values: ArrayLike<number>, from: number, to: number, transform: 'none' | 'log'): Scaler {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let t = from; t < to; t++) {
    const value = forwardTransform(transform, values[t]!);
    if (Number.isNaN(value)) continue;
    count++;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }
  const deviation = count === 0 ? 0 : Math.sqrt(squares / count);
  return { centre: mean, scale: deviation <= FLAT * Math.abs(mean) ? 1 : deviation };
}

/** What counts are divided by, v = 1 + their mean over the context [from, to) (Salinas et al. 2020, section 3.3). */
export function countScaler(values: ArrayLike<number>, from: number, to: number): Scaler {
  return { centre: 0, scale: 1 + Math.max(fitScaler(values, from, to, 'none').centre, 0) };
}

/**
 * Steps 1 to 3 of `TrainedModel` for one window: the last C steps, transformed and scaled, into `out` as rows of
 * `channels` values from `offset` on (NaN for gaps). Returns the scaler of the target, which step 8 undoes.
 */
export function scaleWindow(model: TrainedModel, window: RawWindow, out: Float32Array, offset: number): Scaler {
  const { context, transform, scaling } = model.data;
  const columns = [window.target, ...window.covariates];
  const length = window.target.length;
  const from = Math.max(0, length - context);
  const lead = context - (length - from);
  let target: Scaler = { centre: 0, scale: 1 };
  columns.forEach((column, channel) => {
    const how = channel === 0 ? transform : 'none';
    const byWindow = channel === 0 && scaling === 'window';
    const known = byWindow ? undefined : model.scalers[channel]?.[model.seriesIds.length === 1 ? 0 : window.series];
    const counts = channel === 0 && model.loss.kind === 'negativeBinomial';
    const scaler = counts ? countScaler(column, from, length) : (known ?? fitScaler(column, from, length, how));
    if (channel === 0) target = scaler;
    for (let t = 0; t < context; t++) {
      const value = t < lead ? Number.NaN : forwardTransform(how, column[from + t - lead]!);
      out[offset + t * columns.length + channel] = (value - scaler.centre) / scaler.scale;
    }
  });
  return target;
}

/**
 * Steps 7 and 8: from the network's outputs `[n, h, P]` (scaled, the anchor added back) to quantiles and mean in the target's
 * units. `weights` are `meanWeights(model.quantiles)`.
 */
export function finishForecasts(
  model: TrainedModel,
  outputs: Float32Array,
  scalers: readonly Scaler[],
  weights: Float64Array,
): WindowForecasts {
  const { horizon } = model.data;
  const scaled = scaledLevels(model.loss, model.quantiles, outputs, (point) => scalers[Math.floor(point / horizon)]!.scale);
  return finishLevels(model, scaled, scalers, weights);
}

/** The same from sample paths `[n, count, h]` (scaled, the anchor added back); the mean is that of the paths in the target's units. */
export function finishPaths(
  model: TrainedModel,
  paths: Float32Array,
  count: number,
  scalers: readonly Scaler[],
  weights: Float64Array,
): WindowForecasts {
  const { horizon } = model.data;
  const forecasts = finishLevels(model, pathLevels(paths, count, horizon, model.quantiles), scalers, weights);
  const values = pathsInUnits(model, paths, scalers);
  forecasts.mean.fill(0);
  for (let i = 0; i < values.length; i++) {
    const n = Math.floor(i / (count * horizon));
    forecasts.mean[n * horizon + (i % horizon)]! += values[i]! / count;
  }
  return forecasts;
}

/** Step 8 for sample paths of windows with these scalers, `[n, count, h]`. Counts are whole. */
export function pathsInUnits({ data, loss }: TrainedModel, paths: Float32Array, scalers: readonly Scaler[]): Float64Array {
  const each = paths.length / scalers.length;
  const counts = loss.kind === 'negativeBinomial';
  return Float64Array.from(paths, (value, i) => {
    const { centre, scale } = scalers[Math.floor(i / each)]!;
    const raw = inverseTransform(data.transform, value * scale + centre);
    return counts ? Math.round(raw) : raw;
  });
}

function finishLevels(model: TrainedModel, quantiles: Float64Array, scalers: readonly Scaler[], weights: Float64Array): WindowForecasts {
  const { horizon, transform } = model.data;
  const width = model.quantiles.length;
  const median = model.quantiles.indexOf(0.5);
  const least = model.loss.kind === 'negativeBinomial' ? 0 : -Infinity;
  const mean = new Float64Array(scalers.length * horizon);
  scalers.forEach((scaler, n) => {
    for (let k = 0; k < horizon; k++) {
      const at = (n * horizon + k) * width;
      const levels = quantiles.subarray(at, at + width);
      for (let q = 0; q < width; q++) levels[q]! += model.offsets[k * width + q]!;
      if (median >= 0) {
        const middle = levels[median]!;
        for (let q = 0; q < width; q++) levels[q] = q < median ? Math.min(levels[q]!, middle) : Math.max(levels[q]!, middle);
      }
      levels.sort();
      let average = 0;
      for (let q = 0; q < width; q++) {
        levels[q] = inverseTransform(transform, Math.max(levels[q]!, least) * scaler.scale + scaler.centre);
        average += weights[q]! * levels[q]!;
      }
      mean[n * horizon + k] = average;
    }
  });
  return { quantiles, mean };
}
