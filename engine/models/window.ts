import { calendarReader } from '../data/index.ts';
import type { Transform } from '../protocol/training.ts';
import { channelsOf, isCode } from './channels.ts';
import { basesOf, differencesOf } from './difference.ts';
import { scaledLevels } from './levels.ts';
import { pathLevels } from './paths.ts';
import { sinceObserved } from './since-observed.ts';
import { forwardTransform, inverseTransform } from './transform.ts';
import type { Scaler, TrainedModel } from './trained.ts';

/** The recent past of one series in its own units, oldest first, NaN for gaps; any length (`reachOf` says how much is looked at). */
export interface RawWindow {
  target: ArrayLike<number>;
  /** One column a covariate of the model, in its order, each as long as `target`. */
  covariates: Array<ArrayLike<number>>;
  /** Index into the model's series; -1: a series that training never saw. */
  series: number;
  /** The series whose own vector a network reads that knows its series; left out: `series`, whose scales are taken in any case. */
  vectorOf?: number;
  /** One column a future covariate of the model, in its order, h values longer than `target`: the last h are those of the forecast steps. */
  future?: ReadonlyArray<ArrayLike<number>>;
  /** The static columns of the window's series, in their order. Names are codes here and above: 1 + the index of the model's name, 0 for another. */
  statics?: ArrayLike<number>;
  /** For a model that reads the calendar: the times of as many steps on the wall of the data's zone, milliseconds as if it were UTC. */
  time?: ArrayLike<number>;
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
    if (!Number.isNaN(forwardTransform(data.transform, target[t]!, data.lambda))) return true;
  }
  return false;
}

/** What brings the target of a window to the network's units, and its forecasts back. */
export interface TargetUnits extends Scaler {
  /** `[h]`, scaled: what the forecast of each step is a change from; absent without `data.difference`. */
  bases?: Float64Array;
}

/**
 * Mean and population standard deviation of the observed values in [from, to); a flat or empty range has scale 1. With a `difference` the scale is the
 * population deviation from zero of the differences at that lag within the range, since they are what is scaled.
 */
export function fitScaler(values: ArrayLike<number>, from: number, to: number, transform: 'none' | 'log'): Scaler;
export function fitScaler(
  values: ArrayLike<number>,
  from: number,
  to: number,
  transform: Transform,
  lambda: number,
  difference?: number,
): Scaler;
export function fitScaler(values: ArrayLike<number>, from: number, to: number, transform: Transform, lambda = 1, difference = 0): Scaler {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let t = from; t < to; t++) {
    const value = forwardTransform(transform, values[t]!, lambda);
    if (Number.isNaN(value)) continue;
    count++;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }
  if (difference > 0) [count, squares] = squaredDifferences(values, from, to, { transform, lambda, difference });
  const deviation = count === 0 ? 0 : Math.sqrt(squares / count);
  return { centre: mean, scale: deviation <= FLAT * Math.abs(mean) ? 1 : deviation };
}

/** How many differences there are in [from, to), and the sum of their squares. */
function squaredDifferences(
  values: ArrayLike<number>,
  from: number,
  to: number,
  { transform, lambda, difference }: Pick<TrainedModel['data'], 'transform' | 'lambda' | 'difference'>,
): [count: number, squares: number] {
  let count = 0;
  let squares = 0;
  for (let t = from + difference; t < to; t++) {
    const change = forwardTransform(transform, values[t]!, lambda) - forwardTransform(transform, values[t - difference]!, lambda);
    if (Number.isNaN(change)) continue;
    count++;
    squares += change ** 2;
  }
  return [count, squares];
}

/** What counts are divided by, v = 1 + their mean over the context [from, to) (Salinas et al. 2020, section 3.3). */
export function countScaler(values: ArrayLike<number>, from: number, to: number): Scaler {
  return { centre: 0, scale: 1 + Math.max(fitScaler(values, from, to, 'none').centre, 0) };
}

/**
 * Steps 1 to 3 of `TrainedModel` for one window, and of step 4 the differences: the last C steps, transformed and scaled, into `out` as rows of
 * `channels` values from `offset` on (NaN for gaps), and where something is known ahead the h rows of the forecast steps after them.
 * Returns what step 8 undoes. Differences are taken here in float64, so that neither they nor what is added back loses digits to the level.
 */
export function scaleWindow(model: TrainedModel, window: RawWindow, out: Float32Array, offset: number): TargetUnits {
  const { context, horizon, transform, lambda, scaling, calendar, difference } = model.data;
  const channels = channelsOf(model.data);
  const columns = [window.target, ...window.covariates, ...(window.future ?? [])];
  const length = window.target.length;
  const from = Math.max(0, length - context);
  const lead = context - (length - from);
  out.fill(Number.NaN, offset, offset + (context + (channels.known > 0 ? horizon : 0)) * channels.count);
  let target: TargetUnits = { centre: 0, scale: 1 };
  columns.forEach((column, channel) => {
    const how = channel === 0 ? transform : 'none';
    const byWindow = channel === 0 && scaling === 'window';
    const known = byWindow ? undefined : model.scalers[channel]?.[model.seriesIds.length === 1 ? 0 : window.series];
    const counts = channel === 0 && model.loss.kind === 'negativeBinomial';
    const own = isCode(model.data, channel)
      ? UNSCALED
      : (known ?? fitScaler(column, from, length, how, lambda, channel === 0 ? difference : 0));
    const scaler = counts ? countScaler(column, from, length) : own;
    if (channel === 0) target = scaler;
    const steps = channel < channels.ahead ? context : context + horizon;
    for (let t = lead; t < steps; t++) {
      const value = forwardTransform(how, column[from + t - lead]!, lambda);
      out[offset + t * channels.count + channel] = (value - scaler.centre) / scaler.scale;
    }
    if (channel === 0 && difference > 0) target = differenceTarget(model.data, column, scaler, out, offset);
  });
  if (calendar.length > 0) {
    const read = calendarReader(calendar);
    for (let t = lead; t < context + horizon; t++)
      read(window.time?.[from + t - lead] ?? Number.NaN, out, offset + t * channels.count + channels.scaled);
  }
  if (channels.since !== null) {
    // Nothing is known before the window's first step, so what comes before it counts as never observed.
    const start = length - 2 * context;
    const seen = (step: number): boolean =>
      start + step >= 0 && !Number.isNaN(forwardTransform(transform, window.target[start + step]!, lambda));
    const shares = sinceObserved(seen, 2 * context, context);
    for (let t = 0; t < context; t++) out[offset + t * channels.count + channels.since] = shares[context + t]!;
  }
  return target;
}

const UNSCALED: Scaler = { centre: 0, scale: 1 };

/** Writes the scaled differences of a window's target in the place of its values. */
function differenceTarget(
  data: TrainedModel['data'],
  target: ArrayLike<number>,
  scaler: Scaler,
  out: Float32Array,
  offset: number,
): TargetUnits {
  const { context, horizon, transform, lambda, difference } = data;
  const { count } = channelsOf(data);
  const first = target.length - context;
  const scaled = Float64Array.from({ length: context }, (_, t) =>
    first + t < 0 ? Number.NaN : (forwardTransform(transform, target[first + t]!, lambda) - scaler.centre) / scaler.scale,
  );
  differencesOf(scaled, difference).forEach((change, t) => (out[offset + t * count] = change));
  return { ...scaler, bases: basesOf(scaled, difference, horizon, 0) };
}

/** Static columns as the network reads them; what is missing is as the mean of the series, or an unknown name. */
export function scaleStatics(scalers: readonly Scaler[], values: ArrayLike<number>): Float64Array {
  return Float64Array.from(scalers, ({ centre, scale }, i) => {
    const value = (values[i]! - centre) / scale;
    return Number.isNaN(value) ? 0 : value;
  });
}

/**
 * Steps 7 and 8: from the network's outputs `[n, h, P]` (scaled, the anchor added back, the base of a difference not yet) to quantiles and mean in the target's
 * units. `weights` are `meanWeights(model.quantiles)`.
 */
export function finishForecasts(
  model: TrainedModel,
  outputs: Float32Array,
  scalers: readonly TargetUnits[],
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
    const raw = inverseTransform(data.transform, value * scale + centre, data.lambda, centre);
    return counts ? Math.round(raw) : raw;
  });
}

function finishLevels(
  model: TrainedModel,
  quantiles: Float64Array,
  scalers: readonly TargetUnits[],
  weights: Float64Array,
): WindowForecasts {
  const { horizon, transform, lambda } = model.data;
  const width = model.quantiles.length;
  const median = model.quantiles.indexOf(0.5);
  const least = model.loss.kind === 'negativeBinomial' ? 0 : -Infinity;
  const mean = new Float64Array(scalers.length * horizon);
  scalers.forEach((scaler, n) => {
    for (let k = 0; k < horizon; k++) {
      const at = (n * horizon + k) * width;
      const base = scaler.bases?.[k] ?? 0;
      const levels = quantiles.subarray(at, at + width);
      for (let q = 0; q < width; q++) levels[q]! += model.offsets[k * width + q]!;
      if (median >= 0) {
        const middle = levels[median]!;
        for (let q = 0; q < width; q++) levels[q] = q < median ? Math.min(levels[q]!, middle) : Math.max(levels[q]!, middle);
      }
      levels.sort();
      let average = 0;
      for (let q = 0; q < width; q++) {
        const scaled = Math.max(levels[q]!, least) + base;
        levels[q] = inverseTransform(transform, scaled * scaler.scale + scaler.centre, lambda, scaler.centre);
        average += weights[q]! * levels[q]!;
      }
      mean[n * horizon + k] = average;
    }
  });
  return { quantiles, mean };
}
