import { isPointLoss, scaledLevels } from '../models/levels.ts';
import { lossSpec } from '../models/loss.ts';
import { drawsPaths, FORECAST_PATHS, FORECAST_SEED, pathLevels, pathNoise } from '../models/paths.ts';
import type { Scaler } from '../models/trained.ts';
import type { Graph, NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import { epochOrder } from './order.ts';
import type { Prepared } from './prepare.ts';
import { windowUnits } from './window-units.ts';

/** Validation windows from which on every horizon step is calibrated by its own residuals; below, all steps together. */
const WINDOWS_FOR_STEPS = 100;
/** More windows say nothing new about a quantile: so many are drawn, by the run's seed (an even stride would meet a season). */
const MOST_WINDOWS = 2000;
/** Windows whose paths are held at a time. */
const PATH_CHUNK = 128;

/**
 * What is added to the network's outputs so that its intervals hold what they promise on the validation part, `[h, Q]` in
 * scaled units. A point model gets the empirical quantiles of its residuals (split conformal, Lei et al. 2018); a model of
 * quantiles or of a distribution keeps its median, and each central interval is widened or narrowed by conformalised quantile regression (Romano,
 * Patterson & Candès 2019, eq. 6-8). Validation also chose the stopping epoch, so the intervals stay slightly narrow.
 */
export async function calibrationOffsets(
  model: NativeModel,
  graph: Pick<Graph, 'noise'>,
  prepared: Prepared,
  config: RunConfig,
): Promise<Float32Array> {
  const { source } = prepared;
  const { context, horizon } = config.data;
  const { quantiles } = config.training;
  const loss = lossSpec(config.training);
  const windows = epochOrder(prepared.validation, config.training.seed, 0).subarray(0, MOST_WINDOWS).sort();
  const units = Array.from(windows, (window) => windowUnits(source, source.starts[window]!, context));
  const levels = drawsPaths(graph)
    ? await levelsOfPaths(model, windows, config)
    : scaledLevels(loss, quantiles, await model.predict(windows, 256), (point) => units[Math.floor(point / horizon)]!.scale);
  const actual = targetsOf(windows, units, prepared, config);
  const offsets = new Float32Array(horizon * quantiles.length);
  const together = windows.length < WINDOWS_FOR_STEPS;
  for (let k = 0; k < horizon; k++) {
    if (together && k > 0) {
      offsets.copyWithin(k * quantiles.length, 0, quantiles.length);
      continue;
    }
    const points = pointsOf(actual, horizon, together ? null : k);
    quantiles.forEach((level, q) => {
      const at = k * quantiles.length + q;
      if (level === 0.5) return;
      if (isPointLoss(loss)) {
        const residuals = points.map((i) => actual[i]! - levels[i * quantiles.length]!);
        // The finite-sample correction widens on both sides.
        offsets[at] =
          level >= 0.5
            ? quantileOf(residuals, level)
            : -quantileOf(
                residuals.map((value) => -value),
                1 - level,
              );
      } else {
        const mirror = quantiles.findIndex((other) => Math.abs(other - (1 - level)) < 1e-9);
        if (mirror < 0) return;
        const [low, high] = level < 0.5 ? [q, mirror] : [mirror, q];
        const misses = points.map((i) =>
          Math.max(levels[i * quantiles.length + low]! - actual[i]!, actual[i]! - levels[i * quantiles.length + high]!),
        );
        offsets[at] = Math.sign(level - 0.5) * quantileOf(misses, Math.abs(1 - 2 * level));
      }
    });
  }
  return offsets;
}

/** Quantiles of the sample paths of some windows, `[n * h, Q]`, a part of the windows at a time. */
async function levelsOfPaths(model: NativeModel, windows: Int32Array, config: RunConfig): Promise<Float64Array> {
  const { horizon } = config.data;
  const { quantiles } = config.training;
  const noise = pathNoise(FORECAST_SEED, 0, FORECAST_PATHS, horizon);
  const levels = new Float64Array(windows.length * horizon * quantiles.length);
  for (let from = 0; from < windows.length; from += PATH_CHUNK) {
    const part = windows.subarray(from, from + PATH_CHUNK);
    const paths = await model.samplePaths(part, PATH_CHUNK, FORECAST_PATHS, noise);
    levels.set(pathLevels(paths, FORECAST_PATHS, horizon, quantiles), from * horizon * quantiles.length);
  }
  return levels;
}

/** Scaled targets of some windows, `[n, h]`; NaN where not observed. */
export function targetsOf(windows: Int32Array, units: readonly Scaler[], { source }: Prepared, config: RunConfig): Float64Array {
  const { horizon, context } = config.data;
  const actual = new Float64Array(windows.length * horizon);
  windows.forEach((window, n) => {
    const start = source.starts[window]!;
    const { centre, scale } = units[n]!;
    for (let k = 0; k < horizon; k++) actual[n * horizon + k] = (source.values[(start + context + k) * source.channels]! - centre) / scale;
  });
  return actual;
}

/** Indices of the observed points, of one step or of all. */
function pointsOf(actual: Float64Array, horizon: number, step: number | null): number[] {
  const points: number[] = [];
  actual.forEach((value, i) => {
    if (!Number.isNaN(value) && (step === null || i % horizon === step)) points.push(i);
  });
  return points;
}

/** Empirical quantile with the finite-sample correction, ceil((n + 1) q)-th smallest, clamped to the ends; 0 of nothing. */
function quantileOf(values: readonly number[], level: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((sorted.length + 1) * level) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
}
