import type { LossSpec } from '../native/api.ts';
import { countQuantile } from './counts.ts';
import { medianIndex, outputsPerTarget } from './loss.ts';
import { SMALLEST_SIGMA, normalQuantile, softplus } from './normal.ts';
import { studentLevel, studentPolynomial } from './student-t.ts';

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

/** The quantiles of one point from its outputs, P from `at` on, in a window of the scale v, written to `levels`. */
type Levels = (outputs: Float32Array, at: number, v: number, levels: Float64Array) => void;

/**
 * Step 7 of `TrainedModel` before the offsets: from the network's outputs `[points, P]`, a point being one step of one
 * window, to quantiles `[points, Q]`, both scaled. Pinball: the outputs. Point losses: the point at every level. Normal: mu + sigma z_q.
 * Student's t: mu + sigma t_q(nu). Negative binomial: the count at the level over v; `scaleOf` tells v of a point.
 */
export function scaledLevels(
  loss: LossSpec,
  quantiles: readonly number[],
  outputs: Float32Array,
  scaleOf: (point: number) => number = () => 1,
): Float64Array {
  const width = quantiles.length;
  if (loss.kind === 'pinball') return Float64Array.from(outputs);
  if (isPointLoss(loss)) return Float64Array.from({ length: outputs.length * width }, (_, i) => outputs[Math.floor(i / width)]!);
  const write = levelsOf(loss, quantiles);
  const perTarget = outputsPerTarget(loss);
  const points = outputs.length / perTarget;
  const levels = new Float64Array(points * width);
  for (let point = 0; point < points; point++) {
    write(outputs, point * perTarget, scaleOf(point), levels.subarray(point * width, (point + 1) * width));
  }
  return levels;
}

function levelsOf(loss: LossSpec, quantiles: readonly number[]): Levels {
  const sigmaAt = (outputs: Float32Array, at: number): number => softplus(outputs[at + 1]!) + SMALLEST_SIGMA;
  if (loss.kind === 'normal') {
    const z = quantiles.map(normalQuantile);
    return (outputs, at, _, levels) => z.forEach((deviations, q) => (levels[q] = outputs[at]! + sigmaAt(outputs, at) * deviations));
  }
  if (loss.kind === 'studentT') {
    const polynomials = quantiles.map(studentPolynomial);
    return (outputs, at, _, levels) => {
      const nu = 2 + softplus(outputs[at + 2]!);
      polynomials.forEach((t, q) => (levels[q] = outputs[at]! + sigmaAt(outputs, at) * studentLevel(t, nu)));
    };
  }
  if (loss.kind !== 'negativeBinomial') throw new Error(`Expected a loss with forecasts in quantiles but received ${loss.kind}`);
  return (outputs, at, v, levels) => {
    const mean = v * softplus(outputs[at]!);
    const alpha = softplus(outputs[at + 1]!) / Math.sqrt(v);
    quantiles.forEach((level, q) => (levels[q] = countQuantile(level, mean, alpha) / v));
  };
}
