import { aheadChannels, channelsOf } from '../models/channels.ts';
import { drawsPaths, FORECAST_PATHS, FORECAST_SEED, pathNoise } from '../models/paths.ts';
import { meanWeights, type TrainedModel } from '../models/trained.ts';
import {
  finishForecasts,
  finishPaths,
  isObserved,
  pathsInUnits,
  type RawWindow,
  scaleStatics,
  scaleWindow,
  type TargetUnits,
  type WindowForecasts,
} from '../models/window.ts';
import type { InstructionSet, ModelOptions, NativeCore, NativeModel } from '../native/api.ts';

/** Windows in one call of the core: bounds memory whatever the number of windows. */
const CHUNK = 4096;
/** The same where each window has many paths. */
const PATH_CHUNK = 128;
const BATCH = 256;

/** A trained model in the native core, ready to forecast. Dispose it when done. */
export interface Predictor {
  readonly model: TrainedModel;
  /** The index of a series by its id; -1 where training never saw it. */
  seriesIndex(id: string): number;
  predict(windows: readonly RawWindow[]): Promise<WindowForecasts>;
  /**
   * Sample paths of a window, `[count, h]` in the target's units; null where nothing was observed; only of a model that draws them
   * (`drawsPaths`). The same seed and stream give the same paths; those of other streams are independent.
   */
  samplePaths(window: RawWindow, count: number, chance: { seed: number; stream: number }): Promise<Float64Array | null>;
  dispose(): void;
}

/** Loads a trained model into the core. `threads` 0: one a core; `set`: the instruction set, by default the best. */
export function createPredictor(core: NativeCore, trained: TrainedModel, threads: number, set?: InstructionSet): Predictor {
  const options: ModelOptions = {
    graph: trained.graph,
    loss: trained.loss,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0 },
    seed: 0,
    threads,
  };
  const native = core.createModel(options, set);
  native.setParameters(trained.values);
  const weights = meanWeights(trained.quantiles);
  const indices = new Map(trained.seriesIds.map((id, index) => [id, index]));
  return {
    model: trained,
    seriesIndex: (id) => indices.get(id) ?? -1,
    predict: async (windows) => {
      const { horizon } = trained.data;
      const quantiles = new Float64Array(windows.length * horizon * trained.quantiles.length);
      const mean = new Float64Array(windows.length * horizon);
      const chunk = drawsPaths(trained.graph) ? PATH_CHUNK : CHUNK;
      for (let from = 0; from < windows.length; from += chunk) {
        const part = await predictChunk(native, trained, windows.slice(from, from + chunk), weights);
        quantiles.set(part.quantiles, from * horizon * trained.quantiles.length);
        mean.set(part.mean, from * horizon);
      }
      return { quantiles, mean };
    },
    samplePaths: async (window, count, { seed, stream }) => {
      if (!isObserved(trained, window.target)) return null;
      const scalers = attach(native, trained, [window]);
      const noise = pathNoise(seed, stream, count, trained.data.horizon);
      return pathsInUnits(trained, await native.samplePaths(Int32Array.of(0), 1, count, noise), scalers);
    },
    dispose: () => native.dispose(),
  };
}

/** Hands windows to the core, which gets differences as they are and adds no base back; returns the units of each one's target. */
function attach(native: NativeModel, trained: TrainedModel, windows: readonly RawWindow[]): TargetUnits[] {
  const { context, horizon, anchor } = trained.data;
  const channels = channelsOf(trained.data);
  const rows = context + (channels.known > 0 ? horizon : 0);
  // The core checks that every window's targets lie inside the values; a forecast has none, so gaps stand for them.
  const values = new Float32Array((windows.length * rows + horizon) * channels.count).fill(Number.NaN);
  const scalers = windows.map((window, n) => scaleWindow(trained, window, values, n * rows * channels.count));
  native.setSource({
    values,
    channels: channels.count,
    ...(channels.known > 0 ? { future: aheadChannels(channels) } : {}),
    starts: Int32Array.from(windows, (_, n) => n * rows),
    horizon,
    anchor: anchor ? 'last' : 'none',
    mask: true,
    ...(trained.loss.kind === 'negativeBinomial' ? { scales: Float32Array.from(scalers, ({ scale }) => scale) } : {}),
    ...(trained.graph.statics ? { statics: staticRows(trained, windows), staticOf: Int32Array.from(windows, (_, n) => n) } : {}),
  });
  return scalers;
}

async function predictChunk(
  native: NativeModel,
  trained: TrainedModel,
  windows: readonly RawWindow[],
  weights: Float64Array,
): Promise<WindowForecasts> {
  const { horizon } = trained.data;
  const scalers = attach(native, trained, windows);
  const indices = Int32Array.from(windows, (_, n) => n);
  const forecasts = drawsPaths(trained.graph)
    ? finishPaths(trained, await drawForecast(native, indices, horizon), FORECAST_PATHS, scalers, weights)
    : finishForecasts(trained, await native.predict(indices, BATCH), scalers, weights);
  windows.forEach((window, n) => {
    if (!isObserved(trained, window.target)) blank(forecasts, n, horizon, trained.quantiles.length);
  });
  return forecasts;
}

/** What each window's network reads once: its series' code where the network knows series, and the static columns. */
function staticRows(model: TrainedModel, windows: readonly RawWindow[]): Float32Array {
  const { staticScalers } = model;
  const knows = readsSeries(model);
  return Float32Array.from(
    windows.flatMap(({ series, vectorOf = series, statics = [] }) => [
      ...(knows ? [vectorOf + 1] : []),
      ...scaleStatics(staticScalers, statics),
    ]),
  );
}

/** Whether the network tells the series apart that it was trained on: each has a vector, or rates, of its own. */
export function readsSeries({ graph, staticScalers }: Pick<TrainedModel, 'graph' | 'staticScalers'>): boolean {
  return (graph.statics ?? 0) > staticScalers.length;
}

/** A window in which nothing was observed has no forecast. */
function blank(forecasts: WindowForecasts, n: number, horizon: number, width: number): void {
  forecasts.mean.fill(Number.NaN, n * horizon, (n + 1) * horizon);
  forecasts.quantiles.fill(Number.NaN, n * horizon * width, (n + 1) * horizon * width);
}

/** The paths behind a forecast: all windows by the same noise, so that a forecast does not depend on the others of its call. */
function drawForecast(native: NativeModel, indices: Int32Array, horizon: number): Promise<Float32Array> {
  return native.samplePaths(indices, BATCH, FORECAST_PATHS, pathNoise(FORECAST_SEED, 0, FORECAST_PATHS, horizon));
}
