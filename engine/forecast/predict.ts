import { meanWeights, type Scaler, type TrainedModel } from '../models/trained.ts';
import { finishForecasts, isObserved, type RawWindow, scaleWindow, type WindowForecasts } from '../models/window.ts';
import type { InstructionSet, ModelOptions, NativeCore, NativeModel } from '../native/api.ts';

/** Windows in one call of the core: bounds memory whatever the number of windows. */
const CHUNK = 4096;
const BATCH = 256;

/** A trained model in the native core, ready to forecast. Dispose it when done. */
export interface Predictor {
  readonly model: TrainedModel;
  /** The index of a series by its id; -1 where training never saw it. */
  seriesIndex(id: string): number;
  predict(windows: readonly RawWindow[]): Promise<WindowForecasts>;
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
      for (let from = 0; from < windows.length; from += CHUNK) {
        const part = await predictChunk(native, trained, windows.slice(from, from + CHUNK), weights);
        quantiles.set(part.quantiles, from * horizon * trained.quantiles.length);
        mean.set(part.mean, from * horizon);
      }
      return { quantiles, mean };
    },
    dispose: () => native.dispose(),
  };
}

async function predictChunk(
  native: NativeModel,
  trained: TrainedModel,
  windows: readonly RawWindow[],
  weights: Float64Array,
): Promise<WindowForecasts> {
  const { context, horizon, anchor } = trained.data;
  const channels = trained.scalers.length;
  // The core checks that every window's targets lie inside the values; a forecast has none, so gaps stand for them.
  const values = new Float32Array((windows.length * context + horizon) * channels).fill(Number.NaN);
  const starts = Int32Array.from(windows, (_, n) => n * context);
  const scalers: Scaler[] = windows.map((window, n) => scaleWindow(trained, window, values, n * context * channels));
  native.setSource({
    values,
    channels,
    starts,
    horizon,
    anchor: anchor ? 'last' : 'none',
    mask: true,
    ...(trained.graph.statics
      ? { statics: Float32Array.from(windows, ({ series }) => series + 1), staticOf: Int32Array.from(windows, (_, n) => n) }
      : {}),
  });
  const outputs = await native.predict(
    Int32Array.from(windows, (_, n) => n),
    BATCH,
  );
  const forecasts = finishForecasts(trained, outputs, scalers, weights);
  windows.forEach((window, n) => {
    if (!isObserved(trained, window.target)) blank(forecasts, n, horizon, trained.quantiles.length);
  });
  return forecasts;
}

/** A window in which nothing was observed has no forecast. */
function blank(forecasts: WindowForecasts, n: number, horizon: number, width: number): void {
  forecasts.mean.fill(Number.NaN, n * horizon, (n + 1) * horizon);
  forecasts.quantiles.fill(Number.NaN, n * horizon * width, (n + 1) * horizon * width);
}
