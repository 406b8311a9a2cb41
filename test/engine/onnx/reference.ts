import { meanWeights } from '../../../engine/models/trained.ts';
import type { Scaler, TrainedModel } from '../../../engine/models/trained.ts';
import type { RawWindow, WindowForecasts } from '../../../engine/models/window.ts';
import { runGraph } from './graph.ts';

/** Mean and population standard deviation of the observed values. */
function windowScaler(values: readonly number[]): Scaler {
  const observed = values.filter((value) => !Number.isNaN(value));
  if (observed.length === 0) return { centre: 0, scale: 1 };
  const centre = observed.reduce((a, b) => a + b, 0) / observed.length;
  const deviation = Math.sqrt(observed.reduce((sum, value) => sum + (value - centre) ** 2, 0) / observed.length);
  return { centre, scale: deviation <= 1e-12 * Math.abs(centre) ? 1 : deviation };
}

/** Steps 1 to 5 of `TrainedModel`: the network's input `[C][channels]`, and what undoes them. */
export function prepare(model: TrainedModel, window: RawWindow): { x: number[][]; scaler: Scaler; anchor: number } {
  const { context, covariates, transform } = model.data;
  const channels = Array.from({ length: 1 + covariates.length }, (_, channel) =>
    Array.from({ length: context }, (_, step) => {
      const from = window.target.length - context + step;
      if (from < 0) return NaN;
      const value = channel === 0 ? window.target[from]! : window.covariates[channel - 1]![from]!;
      if (channel > 0 || transform === 'none') return value;
      return value > 0 ? Math.log(value) : NaN;
    }),
  );
  const known = model.seriesIds.length === 1 ? 0 : window.series;
  const scalers = channels.map((values, channel) => (known < 0 ? windowScaler(values) : model.scalers[channel]![known]!));
  const scaled = channels.map((values, channel) => values.map((value) => (value - scalers[channel]!.centre) / scalers[channel]!.scale));
  const target = scaled[0]!;
  const anchor = model.data.anchor ? (target.filter((value) => !Number.isNaN(value)).at(-1) ?? 0) : 0;
  const x = target.map((value, step) => {
    const row = scaled.map((values, channel) => values[step]! - (channel === 0 ? anchor : 0));
    return [...row.map((entry) => (Number.isNaN(entry) ? 0 : entry)), Number.isNaN(value) ? 0 : 1];
  });
  return { x, scaler: scalers[0]!, anchor };
}

/** Quantiles of the standard normal distribution, from a printed table. */
const Z: Record<number, number> = { 0.1: -1.2815515655446004, 0.25: -0.6744897501960817, 0.5: 0, 0.9: 1.2815515655446004 };

/** One quantile of one step before its offset, from the network's outputs `[h][P]`. */
function levelOf({ loss, quantiles }: TrainedModel, network: number[], step: number, level: number): number {
  if (loss.kind === 'pinball') return network[step * quantiles.length + level]!;
  if (loss.kind !== 'normal') return network[step]!;
  const sigma = Math.log(1 + Math.exp(network[2 * step + 1]!)) + 1e-4;
  return network[2 * step]! + sigma * Z[quantiles[level]!]!;
}

/** Steps 1 to 8 in float64. `scale` is what differences are measured in: one scale of the target, in its units. */
export function forecast(model: TrainedModel, window: RawWindow): { quantiles: number[]; mean: number[]; scale: number } {
  const { horizon, transform } = model.data;
  const levels = model.quantiles.length;
  const weights = meanWeights(model.quantiles);
  const { x, scaler, anchor } = prepare(model, window);
  const unknown = x.every((row) => row.at(-1) === 0);
  const network = runGraph(model, x, window.series + 1);
  const quantiles: number[] = [];
  const mean: number[] = [];
  for (let step = 0; step < horizon; step++) {
    const scaled = model.quantiles.map((_, level) => levelOf(model, network, step, level) + model.offsets[step * levels + level]!);
    const middle = scaled[model.quantiles.indexOf(0.5)] ?? Number.NaN;
    const ordered = Number.isNaN(middle)
      ? scaled
      : scaled.map((value, level) => (model.quantiles[level]! < 0.5 ? Math.min(value, middle) : Math.max(value, middle)));
    const raw = ordered
      .sort((a, b) => a - b)
      .map((value) => (value + anchor) * scaler.scale + scaler.centre)
      .map((value) => (unknown ? NaN : transform === 'log' ? Math.exp(value) : value));
    quantiles.push(...raw);
    mean.push(raw.reduce((sum, value, level) => sum + value * weights[level]!, 0));
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
