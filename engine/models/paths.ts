/** Sample paths: what they are drawn by, and what their quantiles are. */
import { createRandom } from '../base/random.ts';
import type { Graph } from '../native/api.ts';

/** Paths behind the quantiles and the mean of a forecast, and their seed. */
export const FORECAST_PATHS = 200;
export const FORECAST_SEED = 0;

/** Whether a network's forecasts are sample paths. */
export function drawsPaths({ noise }: Pick<Graph, 'noise'>): boolean {
  return noise === true;
}

/**
 * What `count` paths are drawn by, `[count, h, 2]`: numbers (k + 1/2) / 2^23 in (0, 1), which float32 holds exactly. The same seed and
 * stream give the same numbers.
 */
export function pathNoise(seed: number, stream: number, count: number, horizon: number): Float32Array {
  const random = createRandom(seed, stream);
  return Float32Array.from({ length: count * horizon * 2 }, () => ((random.uint32() >>> 9) + 0.5) / 2 ** 23);
}

/** Quantiles of paths `[n, count, h]` a step, `[n, h, Q]`: linear between the ordered values, the smallest at 0 and the largest at 1. */
export function pathLevels(paths: ArrayLike<number>, count: number, horizon: number, quantiles: readonly number[]): Float64Array {
  const windows = paths.length / (count * horizon);
  const levels = new Float64Array(windows * horizon * quantiles.length);
  const values = new Float64Array(count);
  for (let n = 0; n < windows; n++) {
    for (let k = 0; k < horizon; k++) {
      for (let s = 0; s < count; s++) values[s] = paths[(n * count + s) * horizon + k]!;
      values.sort();
      quantiles.forEach((level, q) => (levels[(n * horizon + k) * quantiles.length + q] = quantileOfSorted(values, level)));
    }
  }
  return levels;
}

/** Quantiles of the sums of the steps up to each, `[h, Q]`, from the paths `[count, h]` of one window. */
export function cumulatedLevels(paths: Float64Array, count: number, horizon: number, quantiles: readonly number[]): Float64Array {
  const sums = paths.slice();
  for (let i = 0; i < sums.length; i++) if (i % horizon > 0) sums[i]! += sums[i - 1]!;
  return pathLevels(sums, count, horizon, quantiles);
}

/** A quantile of ascending values. */
export function quantileOfSorted(values: Float64Array, level: number): number {
  const position = level * (values.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, values.length - 1);
  return values[below]! + (position - below) * (values[above]! - values[below]!);
}
