/** What a second thread brings to training, beside what it brings to multiply-add alone, which is what the machine allows. */
import type { NativeCore } from '../../engine/native/api.ts';
import { race, warmUp } from '../best.ts';
import { type Cell, createNetwork, type Shape, timeSteps } from '../network.ts';

export interface ThreadsRow extends Shape {
  measure: 'threads';
  cell: Cell;
  windowsPerSecond: { one: number; two: number };
  ratio: number;
  /** Ratio of the measured peaks of two threads and one, in the same minute. */
  peakRatio: number;
}

const ROUNDS = 3;
const PEAK_MILLISECONDS = 100;

export async function measureThreads(core: NativeCore, cell: Cell, shape: Shape, seconds: number): Promise<ThreadsRow> {
  const models = [1, 2].map((threads) => createNetwork(core, cell, shape, { threads }));
  const peaks = [0, 0];
  try {
    const contenders = [];
    for (const model of models) contenders.push(await warmUp((steps) => timeSteps(model, shape.B, steps)));
    for (let round = 0; round < ROUNDS; round++) {
      await race(contenders, 1, seconds / ROUNDS);
      for (const i of [0, 1]) peaks[i] = Math.max(peaks[i]!, await core.measurePeak(core.info().active, i + 1, PEAK_MILLISECONDS));
    }
    const [one, two] = contenders.map(({ best }) => shape.B / best) as [number, number];
    return { measure: 'threads', cell, ...shape, windowsPerSecond: { one, two }, ratio: two / one, peakRatio: peaks[1]! / peaks[0]! };
  } finally {
    for (const model of models) model.dispose();
  }
}
