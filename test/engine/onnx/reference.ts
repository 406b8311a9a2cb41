import { meanWeights } from '../../../engine/models/trained.ts';
import type { Scaler, TrainedModel } from '../../../engine/models/trained.ts';
import { holidayReader } from '../../../engine/data/time/holidays.ts';
import type { CalendarFeature } from '../../../engine/protocol/training.ts';
import type { RawWindow, WindowForecasts } from '../../../engine/models/window.ts';
import { pathDistribution } from '../../../engine/models/loss.ts';
import { drawsPaths, FORECAST_PATHS, FORECAST_SEED, pathNoise } from '../../../engine/models/paths.ts';
import { drawOf } from '../native/reference/draws.ts';
import { logGamma } from '../native/reference/losses.ts';
import { pieces } from '../native/reference/operations.ts';
import { runGraph } from './graph.ts';
import { inUnits as inUnitsOf } from './models.ts';

/** Mean and population standard deviation of the observed values. */
function windowScaler(values: readonly number[]): Scaler {
  const observed = values.filter((value) => !Number.isNaN(value));
  if (observed.length === 0) return { centre: 0, scale: 1 };
  const centre = observed.reduce((a, b) => a + b, 0) / observed.length;
  const deviation = Math.sqrt(observed.reduce((sum, value) => sum + (value - centre) ** 2, 0) / observed.length);
  return { centre, scale: deviation <= 1e-12 * Math.abs(centre) ? 1 : deviation };
}

/** Root of the mean square of the differences at a lag; 1 where it is nothing beside the level, or there are none. */
function changesScale(values: readonly number[], lag: number, level: number): number {
  const changes = values.map((value, t) => value - (values[t - lag] ?? NaN)).filter((change) => !Number.isNaN(change));
  const scale = Math.sqrt(changes.reduce((sum, change) => sum + change ** 2, 0) / Math.max(1, changes.length));
  return scale <= 1e-12 * Math.abs(level) ? 1 : scale;
}

/** What a feature says of a time on the wall, by JavaScript's own calendar in UTC. */
function calendarOf(feature: CalendarFeature, wall: number): number[] {
  const date = new Date(wall);
  const circle = (place: number, places: number): number[] => [
    Math.sin((2 * Math.PI * place) / places),
    Math.cos((2 * Math.PI * place) / places),
  ];
  if (feature === 'hour') return circle(date.getUTCHours() * 60 + date.getUTCMinutes(), 1440);
  if (feature === 'weekday') return circle((date.getUTCDay() + 6) % 7, 7);
  if (feature === 'month') return circle(date.getUTCMonth(), 12);
  if (feature === 'day-of-year') {
    const day = (wall - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
    return circle(Math.floor(day), 366);
  }
  return [Number(holidayReader(feature.slice('holiday:'.length))(Math.floor(wall / 86_400_000)) ?? false)];
}

/** Steps from the last observed target at or before a row back to it, at most C, over C. */
function sinceLast({ data }: TrainedModel, { target }: RawWindow, row: number): number {
  for (let back = 0; back < data.context; back++) {
    const value = target[row - back] ?? Number.NaN;
    if (Number.isFinite(value) && (data.transform === 'none' || value > 0)) return back / data.context;
  }
  return 1;
}

/** What the network reads of the window's series once. */
function staticsOf({ graph, data, staticScalers }: TrainedModel, { series, statics = [] }: RawWindow): number[] {
  const scaled = Array.from(statics, (value, i) =>
    Number.isNaN(value) ? 0 : (value - staticScalers[i]!.centre) / staticScalers[i]!.scale,
  );
  return graph.statics === data.statics.length ? scaled : [series + 1, ...scaled];
}

/** Steps 1 to 5 of `TrainedModel`: the network's input `[C][channels]`, what is known ahead `[h][known]`, and what undoes them. */
export function prepare(
  model: TrainedModel,
  window: RawWindow,
): { x: number[][]; ahead: number[][]; scaler: Scaler; anchors: number[]; unknown: boolean } {
  const { context, covariates, future, transform, lambda, calendar, horizon } = model.data;
  const first = window.target.length - context;
  const channels = Array.from({ length: 1 + covariates.length + future.length }, (_, channel) =>
    Array.from({ length: context }, (_, step) => {
      const from = first + step;
      if (from < 0) return NaN;
      const column = channel === 0 ? window.target : (window.covariates[channel - 1] ?? window.future![channel - 1 - covariates.length]!);
      const value = column[from]!;
      if (channel > 0 || transform === 'none') return value;
      if (!(value > 0)) return NaN;
      return transform === 'log' || Math.abs(lambda) < 1e-6 ? Math.log(value) : (value ** lambda - 1) / lambda;
    }),
  );
  const known = model.seriesIds.length === 1 ? 0 : window.series;
  const lag = model.data.difference;
  const names = [...covariates, ...future];
  const scalers = channels.map((values, channel): Scaler => {
    if (channel > 0 && model.data.categorical.includes(names[channel - 1]!)) return { centre: 0, scale: 1 };
    if (channel === 0 && model.loss.kind === 'negativeBinomial') return { centre: 0, scale: 1 + windowScaler(values).centre };
    const own = windowScaler(values);
    if (channel === 0 && lag > 0) own.scale = changesScale(values, lag, own.centre);
    return known < 0 || (channel === 0 && model.data.scaling === 'window') ? own : model.scalers[channel]![known]!;
  });
  const scaled = channels.map((values, channel) => values.map((value) => (value - scalers[channel]!.centre) / scalers[channel]!.scale));
  const target = scaled[0]!;
  const last = target.filter((value) => !Number.isNaN(value)).at(-1) ?? 0;
  const anchor = model.data.anchor ? last : 0;
  const asRead = target.map((value, step) => (lag > 0 ? value - (target[step - lag] ?? NaN) : value - anchor));
  const anchors = Array.from({ length: horizon }, (_, k) => {
    if (lag === 0) return anchor;
    // As far ahead as the step, and back by whole lags until something was observed.
    let at = context + k;
    while (at >= 0 && (at >= context || Number.isNaN(target[at]))) at -= lag;
    return at >= 0 ? target[at]! : last;
  });
  const x = asRead.map((value, step) => {
    const row = scaled.map((values, channel) => (channel === 0 ? value : values[step]!));
    const time = first + step < 0 ? NaN : (window.time?.[first + step] ?? NaN);
    const said = calendar.flatMap((feature) => calendarOf(feature, time).map((entry) => (Number.isNaN(time) ? 0 : entry)));
    const since = model.data.sinceObserved ? [sinceLast(model, window, first + step)] : [];
    return [...row.map((entry) => (Number.isNaN(entry) ? 0 : entry)), ...said, ...since, Number.isNaN(value) ? 0 : 1];
  });
  const ahead = Array.from({ length: horizon }, (_, k) => [
    ...(window.future ?? []).map((column, f) => {
      const { centre, scale } = scalers[1 + covariates.length + f]!;
      const value = (column[window.target.length + k]! - centre) / scale;
      return Number.isNaN(value) ? 0 : value;
    }),
    ...calendar.flatMap((feature) => calendarOf(feature, window.time![window.target.length + k]!)),
  ]);
  return { x, ahead, scaler: scalers[0]!, anchors, unknown: target.every(Number.isNaN) };
}

/** Quantiles of the standard normal distribution, from a printed table. */
const Z: Record<number, number> = { 0.1: -1.2815515655446004, 0.25: -0.6744897501960817, 0.5: 0, 0.9: 1.2815515655446004 };

const softplus = (x: number): number => Math.log(1 + Math.exp(x));

/** By bisection on the distribution function, which is an integral of a power of the cosine of atan(t / sqrt(nu)), by Simpson's rule. */
export function studentQuantile(level: number, nu: number): number {
  if (level < 0.5) return -studentQuantile(1 - level, nu);
  const front = Math.exp(logGamma((nu + 1) / 2) - logGamma(nu / 2)) / Math.sqrt(Math.PI);
  const above = (t: number): number => {
    const end = Math.atan(t / Math.sqrt(nu));
    const steps = 400;
    let sum = 0;
    for (let k = 0; k <= steps; k++) {
      const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
      sum += weight * Math.cos((k * end) / steps) ** (nu - 1);
    }
    return 0.5 + (front * sum * end) / steps / 3;
  };
  let [low, high] = [0, 100];
  for (let round = 0; round < 45; round++) {
    const middle = (low + high) / 2;
    if (above(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** One quantile of one step before its offset, from the network's outputs `[h][P]`. */
function levelOf({ loss, quantiles }: TrainedModel, network: number[], step: number, level: number, v: number): number {
  if (loss.kind === 'pinball') return network[step * quantiles.length + level]!;
  if (loss.kind === 'negativeBinomial') return drawOf(loss.kind, network.slice(2 * step, 2 * step + 2), [quantiles[level]!, 0], v);
  if (loss.kind === 'studentT') {
    const [mu, s, n] = network.slice(3 * step, 3 * step + 3) as [number, number, number];
    return mu + (softplus(s) + 1e-4) * studentQuantile(quantiles[level]!, 2 + softplus(n));
  }
  if (loss.kind !== 'normal') return network[step]!;
  const sigma = Math.log(1 + Math.exp(network[2 * step + 1]!)) + 1e-4;
  return network[2 * step]! + sigma * Z[quantiles[level]!]!;
}

/** The paths behind a forecast, scaled, `[paths][h]`. */
function samplePaths(model: TrainedModel, x: number[][], statics: number[], ahead: number[][], v: number): number[][] {
  const { horizon } = model.data;
  const numbers = [...pathNoise(FORECAST_SEED, 0, FORECAST_PATHS, horizon)];
  const distribution = pathDistribution(model.loss);
  const P = distribution === 'studentT' ? 3 : 2;
  return pieces(pieces(numbers, 2), horizon).map((noise) => {
    const network = pieces(runGraph(model, x, statics, ahead, { noise, scale: v }), P);
    return network.map((parameters, step) => drawOf(distribution, parameters, noise[step]!, v));
  });
}

/** Linear between the ordered values of one step. */
function pathQuantile(paths: number[][], step: number, level: number): number {
  const values = paths.map((path) => path[step]!).sort((a, b) => a - b);
  const position = level * (values.length - 1);
  const [below, above] = [values[Math.floor(position)]!, values[Math.ceil(position)]!];
  return below + (position - Math.floor(position)) * (above - below);
}

/** Steps 1 to 8 in float64. `scale` is what differences are measured in: one scale of the target, in its units. */
export function forecast(model: TrainedModel, window: RawWindow): { quantiles: number[]; mean: number[]; scale: number } {
  const { horizon, lambda } = model.data;
  const levels = model.quantiles.length;
  const weights = meanWeights(model.quantiles);
  const { x, ahead, scaler, anchors, unknown } = prepare(model, window);
  const paths = drawsPaths(model.graph) ? samplePaths(model, x, staticsOf(model, window), ahead, scaler.scale) : null;
  const network = paths === null ? runGraph(model, x, staticsOf(model, window), ahead) : [];
  const inUnits = (value: number, step: number): number => {
    const raw = (value + anchors[step]!) * scaler.scale + scaler.centre;
    if (unknown) return NaN;
    if (model.data.transform !== 'box-cox') return inUnitsOf(model.data, raw);
    // Of an exponent below 0 no farther than to a ten-thousandth of what is left at the centre, of one above it no farther than to 0.
    const nearest = lambda < 0 ? ((lambda * scaler.centre + 1) / 10_000 - 1) / lambda : -1 / lambda;
    return inUnitsOf(model.data, lambda < 0 ? Math.min(raw, nearest) : Math.max(raw, nearest));
  };
  const quantiles: number[] = [];
  const mean: number[] = [];
  for (let step = 0; step < horizon; step++) {
    const scaled = model.quantiles.map(
      (_, level) =>
        (paths === null ? levelOf(model, network, step, level, scaler.scale) : pathQuantile(paths, step, model.quantiles[level]!)) +
        model.offsets[step * levels + level]!,
    );
    const middle = scaled[model.quantiles.indexOf(0.5)] ?? Number.NaN;
    const ordered = Number.isNaN(middle)
      ? scaled
      : scaled.map((value, level) => (model.quantiles[level]! < 0.5 ? Math.min(value, middle) : Math.max(value, middle)));
    const raw = ordered
      .sort((a, b) => a - b)
      .map((value) => (model.loss.kind === 'negativeBinomial' ? Math.max(value, 0) : value))
      .map((value) => inUnits(value, step));
    quantiles.push(...raw);
    if (paths === null) mean.push(raw.reduce((sum, value, level) => sum + value * weights[level]!, 0));
    else mean.push(paths.reduce((sum, path) => sum + inUnits(path[step]!, step) / paths.length, 0));
  }
  return { quantiles, mean, scale: scaler.scale };
}

/** The reference's answer for many windows, with the scale of each. */
export function forecastAll(model: TrainedModel, windows: readonly RawWindow[]): WindowForecasts & { scales: number[] } {
  const answers = windows.map((window) => forecast(model, window));
  return {
    quantiles: Float64Array.from(answers.flatMap(({ quantiles }) => quantiles)),
    mean: Float64Array.from(answers.flatMap(({ mean }) => mean)),
    scales: answers.map(({ scale }) => scale),
  };
}
