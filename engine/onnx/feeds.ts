import { ExpectedError } from '../protocol/errors.ts';
import { FORECAST_SEED, pathNoise } from '../models/paths.ts';
import type { RawWindow } from '../models/window.ts';
import type { ModelFacts } from './metadata.ts';

/** The inputs of one run, all windows padded in front with NaN to the model's context; each in its session's type. */
export interface Batch {
  count: number;
  target: Float32Array | Float64Array;
  covariates: Float32Array | Float64Array | null;
  series: BigInt64Array | null;
  /** `[n, paths, h, 2]`, the same for every window as in a forecast of the core; null: the file draws no paths. */
  noise: Float32Array | null;
}

/** Copies the last C values of a column to `out[at]`, `out[at + stride]`, ...; what is not finite is a gap. */
function copyLast(column: ArrayLike<number>, context: number, out: Float32Array | Float64Array, at: number, stride: number): void {
  const lead = Math.max(0, context - column.length);
  const from = Math.max(0, column.length - context);
  for (let step = 0; step < context; step++) {
    const value = step < lead ? NaN : column[from + step - lead]!;
    out[at + step * stride] = Number.isFinite(value) ? value : NaN;
  }
}

/** Lays windows out as the file's inputs: `target [n, C]`, `covariates [n, C, P]`, `series [n]`. */
export function packWindows(facts: ModelFacts, windows: readonly RawWindow[]): Batch {
  const { context } = facts;
  const width = facts.covariates.length;
  const allocate = (length: number): Float32Array | Float64Array =>
    facts.rawType === 'float32' ? new Float32Array(length) : new Float64Array(length);
  const target = allocate(windows.length * context);
  const covariates = width > 0 ? allocate(windows.length * context * width) : null;
  windows.forEach((window, n) => {
    copyLast(window.target, context, target, n * context, 1);
    window.covariates.forEach((column, p) => {
      if (covariates) copyLast(column, context, covariates, n * context * width + p, width);
    });
  });
  const series = facts.series.length > 1 ? BigInt64Array.from(windows, ({ series }) => BigInt(series)) : null;
  return { count: windows.length, target, covariates, series, noise: facts.paths > 0 ? forecastNoise(facts, windows.length) : null };
}

function forecastNoise({ paths, horizon }: ModelFacts, windows: number): Float32Array {
  const one = pathNoise(FORECAST_SEED, 0, paths, horizon);
  const noise = new Float32Array(windows * one.length);
  for (let n = 0; n < windows; n++) noise.set(one, n * one.length);
  return noise;
}

/** Throws ExpectedError `onnx-window` where window `index` lacks a covariate, has columns of unequal length or names no series of the model. */
export function checkWindow(facts: ModelFacts, window: RawWindow, index: number): void {
  const fail = (expected: string, received: string): never => {
    throw new ExpectedError('onnx-window', `Expected ${expected} for window ${index} but received ${received}.`, { index });
  };
  const names = facts.covariates.map(({ name }) => name);
  if (window.covariates.length !== names.length) {
    fail(names.length === 0 ? 'no covariates' : `the covariates ${names.join(', ')}`, `${window.covariates.length} columns`);
  }
  window.covariates.forEach((column, p) => {
    if (column.length !== window.target.length)
      fail(`${window.target.length} values of ${names[p] ?? ''}, as many as of the target`, `${column.length}`);
  });
  const last = facts.series.length - 1;
  if (last > 0 && !(Number.isInteger(window.series) && window.series >= -1 && window.series <= last)) {
    fail(`a series from 0 to ${last}, or -1 for one that training never saw`, `${window.series}`);
  }
}
