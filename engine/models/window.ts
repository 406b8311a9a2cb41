import { scaledLevels } from './levels.ts';
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
    const scaler = known ?? fitScaler(column, from, length, how);
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
  const { horizon, transform } = model.data;
  const width = model.quantiles.length;
  const median = model.quantiles.indexOf(0.5);
  const quantiles = scaledLevels(model.loss, model.quantiles, outputs);
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
        levels[q] = inverseTransform(transform, levels[q]! * scaler.scale + scaler.centre);
        average += weights[q]! * levels[q]!;
      }
      mean[n * horizon + k] = average;
    }
  });
  return { quantiles, mean };
}
