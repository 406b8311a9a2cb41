import type { LossSpec } from '../native/api.ts';
import { medianIndex } from './loss.ts';
import { SMALLEST_SIGMA, normalQuantile, softplus } from './normal.ts';

/** Whether the network forecasts points, whose intervals come from the calibration alone. */
export function isPointLoss({ kind }: LossSpec): boolean {
  return kind === 'mse' || kind === 'mae' || kind === 'huber';
}

/** The middle level of each step, `[h]`, of quantiles `[h, Q]`. */
export function middleOf(quantiles: Float64Array, levels: readonly number[]): Float64Array {
  const width = levels.length;
  const middle = medianIndex(levels);
  return Float64Array.from({ length: quantiles.length / width }, (_, k) => quantiles[k * width + middle]!);
}

/**
 * Step 7 of `TrainedModel` before the offsets: from the network's outputs `[points, P]`, a point being one step of one
 * window, to quantiles `[points, Q]`, both scaled. Pinball: the outputs. Point losses: the point at every level. Normal: mu + sigma z_q.
 */
export function scaledLevels(loss: LossSpec, quantiles: readonly number[], outputs: Float32Array): Float64Array {
  const width = quantiles.length;
  if (loss.kind === 'pinball') return Float64Array.from(outputs);
  if (isPointLoss(loss)) return Float64Array.from({ length: outputs.length * width }, (_, i) => outputs[Math.floor(i / width)]!);
  if (loss.kind !== 'normal') throw new Error(`Expected a loss with forecasts in quantiles but received ${loss.kind}`);
  const z = quantiles.map(normalQuantile);
  const levels = new Float64Array((outputs.length / 2) * width);
  for (let point = 0; point < outputs.length / 2; point++) {
    const mu = outputs[2 * point]!;
    const sigma = softplus(outputs[2 * point + 1]!) + SMALLEST_SIGMA;
    for (let q = 0; q < width; q++) levels[point * width + q] = mu + sigma * z[q]!;
  }
  return levels;
}
