/** How the time of a step grows with batch, context and layers: cost should follow the work, no faster and no slower. */
import type { NativeCore } from '../../engine/native/api.ts';
import { race, warmUp } from '../best.ts';
import { type Cell, createNetwork, type Shape, timeSteps } from '../network.ts';

export interface ExponentRow {
  measure: 'exponent';
  cell: Cell;
  /** What grows. */
  over: 'B' | 'T' | 'L';
  sizes: number[];
  secondsPerStep: number[];
  /** Slope of the least-squares line of log time over log size; 1 is proportional. */
  exponent: number;
}

/** As many input channels as hidden units, so that the first layer costs what every other one does. */
const BASE: Shape = { B: 64, T: 96, I: 64, H: 64, L: 1 };
const SIZES = { B: [16, 32, 64, 128, 256], T: [24, 48, 96, 192, 384], L: [1, 2, 4, 8, 16] };
const ROUNDS = 3;

export async function measureExponent(core: NativeCore, cell: Cell, over: 'B' | 'T' | 'L', seconds: number): Promise<ExponentRow> {
  const sizes = SIZES[over];
  const shapes = sizes.map((size) => ({ ...BASE, [over]: size }));
  const models = shapes.map((shape) => createNetwork(core, cell, shape, { threads: 1 }));
  try {
    const contenders = [];
    for (const [i, model] of models.entries()) contenders.push(await warmUp((steps) => timeSteps(model, shapes[i]!.B, steps)));
    await race(contenders, ROUNDS, seconds / ROUNDS);
    const secondsPerStep = contenders.map(({ best }) => best);
    return { measure: 'exponent', cell, over, sizes, secondsPerStep, exponent: slope(sizes.map(Math.log), secondsPerStep.map(Math.log)) };
  } finally {
    for (const model of models) model.dispose();
  }
}

function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0);
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
