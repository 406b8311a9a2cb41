import { describe, expect, it } from 'vitest';

import { createRandom } from '../../../engine/base/random.ts';
import type { Graph } from '../../../engine/native/api.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { streamEpoch, type StreamEpoch } from '../../../engine/train/streams.ts';

/** The start of every chunk that a place goes through. */
function placeRows({ starts, order }: StreamEpoch, batch: number, place: number): number[] {
  return [...order].filter((_, k) => k % batch === place).map((index) => starts[index]!);
}

describe('an epoch of streams', () => {
  const stretches = [
    { offset: 0, length: 100 },
    { offset: 100, length: 7 },
    { offset: 107, length: 55 },
  ];

  it('goes on from chunk to chunk and restarts where a place or a stretch begins', () => {
    const sizes = { chunk: 8, needed: 9, batch: 3 };
    const epoch = streamEpoch(stretches, sizes, 1, 1);
    expect(epoch.order.length % sizes.batch).toBe(0);
    for (let place = 0; place < sizes.batch; place++) {
      const rows = placeRows(epoch, sizes.batch, place);
      rows.forEach((row, step) => {
        const follows = step > 0 && row === rows[step - 1]! + sizes.chunk;
        expect(epoch.restarts[step * sizes.batch + place], `place ${place}, step ${step}`).toBe(follows ? 0 : 1);
      });
    }
  });

  it('keeps every chunk with its targets inside one stretch, and leaves out stretches that are too short', () => {
    for (let epoch = 1; epoch <= 20; epoch++) {
      const { starts } = streamEpoch(stretches, { chunk: 8, needed: 9, batch: 4 }, 5, epoch);
      for (const start of starts) {
        expect(stretches.some(({ offset, length }) => length >= 9 && start >= offset && start + 9 <= offset + length)).toBe(true);
      }
    }
  });

  it('is the same for the same seed and epoch, and begins elsewhere in another', () => {
    const sizes = { chunk: 8, needed: 8, batch: 2 };
    const first = (epoch: number): number => streamEpoch(stretches, sizes, 3, epoch).starts[0]!;
    expect(streamEpoch(stretches, sizes, 3, 4)).toEqual(streamEpoch(stretches, sizes, 3, 4));
    expect(new Set(Array.from({ length: 30 }, (_, k) => first(k + 1))).size).toBe(8);
  });

  it('has no steps where nothing fits', () => {
    expect(streamEpoch([{ offset: 0, length: 5 }], { chunk: 8, needed: 8, batch: 2 }, 1, 1).order).toHaveLength(0);
  });
});

const CHUNK = 4;
const LAG = 3;
const ROWS = 4800;
const EPOCHS = 60;

/**
 * A random sign at every step in channel 1; the target, in channel 0, is that of three steps before. Of a chunk's four
 * steps only the last has it in the same chunk.
 */
function delayTask(): Float32Array {
  const random = createRandom(9);
  const values = new Float32Array(ROWS * 2).fill(Number.NaN);
  for (let row = 0; row < ROWS; row++) {
    values[row * 2 + 1] = random.below(2) * 2 - 1;
    if (row >= LAG) values[row * 2] = values[(row - LAG) * 2 + 1]!;
  }
  return values;
}

const graph: Graph = {
  context: CHUNK,
  channels: 2,
  nodes: [
    // The target itself is not shown.
    { op: 'part', input: 'x', output: 'signal', from: 1, count: 1 },
    { op: 'gru', input: 'signal', output: 'h', hidden: 16, resetAfter: true, carry: true },
    { op: 'dense', input: 'h', output: 'each', units: 1, bias: true, zero: false },
    { op: 'reshape', input: 'each', output: 'y', steps: 0, features: CHUNK },
  ],
  output: 'y',
};

/** Mean loss of the last epoch: 1 is what knowing nothing gives. */
async function train(carry: boolean): Promise<number> {
  const model = loadNative().createModel({
    graph,
    loss: { kind: 'mse' },
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 1 },
    seed: 4,
    threads: 1,
  });
  const batch = 16;
  const values = delayTask();
  let loss = 0;
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const { starts, order, restarts } = streamEpoch([{ offset: 0, length: ROWS }], { chunk: CHUNK, needed: CHUNK, batch }, 2, epoch);
    model.setSource({ values, channels: 2, starts, horizon: CHUNK, targetOffset: 0, anchor: 'none', mask: false });
    const rates = new Float64Array(order.length / batch).fill(0.01);
    const { losses } = await model.trainSteps({ order, batch, rates, ...(carry ? { restarts } : {}) });
    loss = losses.reduce((sum, value) => sum + value, 0) / losses.length;
  }
  model.dispose();
  return loss;
}

describe('truncated back-propagation through time', () => {
  it('remembers beyond its chunk where the state is carried on, and only there', async () => {
    expect(await train(true)).toBeLessThan(0.1);
    expect(await train(false)).toBeGreaterThan(0.7);
  });
});
