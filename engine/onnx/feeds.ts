import { ExpectedError } from '../protocol/errors.ts';
import { reachOf } from '../models/channels.ts';
import { FORECAST_SEED, pathNoise } from '../models/paths.ts';
import type { RawWindow } from '../models/window.ts';
import type { ModelFacts } from './metadata.ts';

/** The inputs of one run, all windows padded in front with NaN to what the model looks at, C or 2 C steps; each in its session's type. */
export interface Batch {
  count: number;
  target: Float32Array | Float64Array;
  covariates: Float32Array | Float64Array | null;
  future: Float32Array | Float64Array | null;
  statics: Float32Array | Float64Array | null;
  time: BigInt64Array | null;
  series: BigInt64Array | null;
  /** `[n, paths, h, 2]`, the same for every window as in a forecast of the core; null: the file draws no paths. */
  noise: Float32Array | null;
}

/** A time that no calendar has: the file reads a gap. */
const NO_TIME = -(2n ** 62n);

/** Copies the last `context` values of a column to `out[at]`, `out[at + stride]`, ...; what is not finite is a gap. */
function copyLast(column: ArrayLike<number>, context: number, out: Float32Array | Float64Array, at: number, stride: number): void {
  const lead = Math.max(0, context - column.length);
  const from = Math.max(0, column.length - context);
  for (let step = 0; step < context; step++) {
    const value = step < lead ? NaN : column[from + step - lead]!;
    out[at + step * stride] = Number.isFinite(value) ? value : NaN;
  }
}

/** Lays windows out as the file's inputs: `target [n, C]`, `covariates [n, C, P]`, `future [n, C + h, F]`, `statics [n, S]`, `time [n, C + h]`, `series [n]`. */
export function packWindows(facts: ModelFacts, windows: readonly RawWindow[]): Batch {
  const context = reachOf(facts);
  const steps = context + facts.horizon;
  const known = facts.future.length;
  const width = facts.covariates.length;
  const allocate = (length: number): Float32Array | Float64Array =>
    facts.rawType === 'float32' ? new Float32Array(length) : new Float64Array(length);
  const target = allocate(windows.length * context);
  const covariates = width > 0 ? allocate(windows.length * context * width) : null;
  const future = known > 0 ? allocate(windows.length * steps * known) : null;
  const described = facts.statics.length;
  const statics = described > 0 ? allocate(windows.length * described) : null;
  windows.forEach((window, n) => {
    if (statics && window.statics) copyLast(window.statics, described, statics, n * described, 1);
    if (future) window.future?.forEach((column, f) => copyLast(column, steps, future, n * steps * known + f, known));
    copyLast(window.target, context, target, n * context, 1);
    window.covariates.forEach((column, p) => {
      if (covariates) copyLast(column, context, covariates, n * context * width + p, width);
    });
  });
  const series = facts.series.length > 1 ? BigInt64Array.from(windows, ({ series }) => BigInt(series)) : null;
  const time = facts.calendar.length > 0 ? packTimes(windows, steps) : null;
  const noise = facts.paths > 0 ? forecastNoise(facts, windows.length) : null;
  return { count: windows.length, target, covariates, future, statics, time, series, noise };
}

function forecastNoise({ paths, horizon }: ModelFacts, windows: number): Float32Array {
  const one = pathNoise(FORECAST_SEED, 0, paths, horizon);
  const noise = new Float32Array(windows * one.length);
  for (let n = 0; n < windows; n++) noise.set(one, n * one.length);
  return noise;
}

/** The last `steps` times of each window in whole seconds. */
function packTimes(windows: readonly RawWindow[], steps: number): BigInt64Array {
  const times = new BigInt64Array(windows.length * steps).fill(NO_TIME);
  windows.forEach(({ time = [] }, n) => {
    for (let step = Math.max(0, steps - time.length); step < steps; step++) {
      const wall = time[time.length - steps + step]!;
      if (Number.isFinite(wall)) times[n * steps + step] = BigInt(Math.floor(wall / 1000));
    }
  });
  return times;
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
  const steps = window.target.length + facts.horizon;
  const ahead = `${steps} values, as many as of the target and ${facts.horizon} more,`;
  if ((window.future?.length ?? 0) !== facts.future.length) {
    const known = facts.future.map(({ name }) => name).join(', ');
    fail(known === '' ? 'no future covariates' : `the future covariates ${known}`, `${window.future?.length ?? 0} columns`);
  }
  window.future?.forEach((column, f) => {
    if (column.length !== steps) fail(`${ahead} of ${facts.future[f]?.name ?? ''}`, `${column.length}`);
  });
  if ((window.statics?.length ?? 0) !== facts.statics.length) {
    const columns = facts.statics.map(({ name }) => name).join(', ');
    fail(columns === '' ? 'no static covariates' : `the static covariates ${columns}`, `${window.statics?.length ?? 0} values`);
  }
  if (facts.calendar.length > 0 && window.time?.length !== steps) fail(`${ahead} of the time`, `${window.time?.length ?? 'none'}`);
  const last = facts.series.length - 1;
  if (last > 0 && !(Number.isInteger(window.series) && window.series >= -1 && window.series <= last)) {
    fail(`a series from 0 to ${last}, or -1 for one that training never saw`, `${window.series}`);
  }
}
