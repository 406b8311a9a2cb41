import type { TrainedModel } from '../models/trained.ts';
import { unitsPerTransformed } from '../models/transform.ts';
import { countScaler, fitScaler } from '../models/window.ts';
import type { RawWindow, WindowForecasts } from '../models/window.ts';
import type { ExportResult } from '../protocol/training.ts';
import { OnnxForecaster } from './forecaster.ts';

/** The largest difference between the file and the native core that counts as equal, in scales of the target. */
export const TOLERANCE = 1e-5;

export interface Verification extends Omit<ExportResult, 'path'> {
  /** Where the relative difference is largest; null where nothing was compared. */
  worst: { window: number; step: number; output: 'quantiles' | 'mean'; level: number; onnx: number; native: number } | null;
}

/**
 * One scale of the target in its units around `value`. Under a logarithm a scale is a factor, so its width in units grows with
 * the value; under a power likewise, by its derivative.
 */
function unitScale(model: TrainedModel, window: RawWindow, value: number): number {
  const { transform, lambda, context, difference } = model.data;
  const known = model.seriesIds.length === 1 ? 0 : window.series;
  const length = window.target.length;
  if (model.loss.kind === 'negativeBinomial') return countScaler(window.target, Math.max(0, length - context), length).scale;
  const { scale } =
    model.scalers[0]?.[known] ?? fitScaler(window.target, Math.max(0, length - context), length, transform, lambda, difference);
  return scale * unitsPerTransformed(model.data, value);
}

/** Whether the model can say anything of a window: a target was observed in its last C steps. */
function isObserved(model: TrainedModel, { target }: RawWindow): boolean {
  for (let t = Math.max(0, target.length - model.data.context); t < target.length; t++) {
    const value = target[t]!;
    if (Number.isFinite(value) && (model.data.transform === 'none' || value > 0)) return true;
  }
  return false;
}

/**
 * Runs an exported file in onnxruntime on `windows` and compares it with `native`, the forecasts of the core for the same
 * windows. Windows without an observed target are not compared. A value that is finite on one side only differs infinitely.
 */
export async function verifyOnnx(
  bytes: Uint8Array,
  model: TrainedModel,
  windows: readonly RawWindow[],
  native: WindowForecasts,
): Promise<Verification> {
  const forecaster = await OnnxForecaster.open(bytes);
  try {
    const exported = await forecaster.forecast(windows);
    const { inputs, outputs } = forecaster;
    const result: Verification = {
      bytes: bytes.byteLength,
      maxAbsDifference: 0,
      relativeDifference: 0,
      tolerance: TOLERANCE,
      windowsCompared: 0,
      inputs,
      outputs,
      worst: null,
    };
    const compared: Verification[] = [];
    windows.forEach((window, n) => {
      if (!isObserved(model, window)) return;
      const own = { ...result };
      for (const output of ['quantiles', 'mean'] as const) compare(model, window, n, output, exported[output], native[output], own);
      compared.push(own);
    });
    return compared.filter(offEdges(model, compared)).reduce(fold, result);
  } finally {
    await forecaster.close();
  }
}

/**
 * A count that is drawn at the very edge between two falls to either side by rounding, and its path goes another way from there. Windows
 * where that seems to have happened are left out, as long as they are at most a fifth of all: a wrong file differs everywhere.
 */
function offEdges({ loss }: TrainedModel, compared: readonly Verification[]): (window: Verification) => boolean {
  const equal = ({ relativeDifference }: Verification): boolean => relativeDifference <= TOLERANCE;
  const apart = compared.filter((window) => !equal(window)).length;
  return loss.kind === 'negativeBinomial' && 5 * apart <= compared.length ? equal : () => true;
}

/** Takes one window into the result of all. */
function fold(result: Verification, window: Verification): Verification {
  const larger = window.relativeDifference > result.relativeDifference ? window : result;
  return {
    ...larger,
    maxAbsDifference: Math.max(result.maxAbsDifference, window.maxAbsDifference),
    windowsCompared: result.windowsCompared + 1,
  };
}

/** Folds one output of window `n` into the result. */
function compare(
  model: TrainedModel,
  window: RawWindow,
  n: number,
  output: 'quantiles' | 'mean',
  exported: Float64Array,
  native: Float64Array,
  result: Verification,
): void {
  const levels = output === 'quantiles' ? model.quantiles.length : 1;
  const width = model.data.horizon * levels;
  for (let i = 0; i < width; i++) {
    const a = exported[n * width + i]!;
    const b = native[n * width + i]!;
    const difference = Math.abs(a - b);
    const finite = Number.isFinite(difference);
    const absolute = finite ? difference : Infinity;
    const relative = finite && difference > 0 ? difference / unitScale(model, window, Math.max(Math.abs(a), Math.abs(b))) : absolute;
    result.maxAbsDifference = Math.max(result.maxAbsDifference, absolute);
    if (relative <= result.relativeDifference) continue;
    result.relativeDifference = relative;
    result.worst = { window: n, step: Math.floor(i / levels), output, level: i % levels, onnx: a, native: b };
  }
}
