import { describe, expect, it } from 'vitest';

import type { Graph, WindowSource } from '../../../engine/native/api.ts';
import { createModel, largestDifference, noise, perturbed, withGaps } from './models.ts';
import { Reference } from './reference.ts';

const T = 6;
const HORIZON = 2;
const ROWS = 90;

function graphOf(channels: number): Graph {
  return {
    context: T,
    channels,
    nodes: [
      { op: 'lstm', input: 'x', output: 'h', hidden: 4 },
      { op: 'last', input: 'h', output: 'state' },
      { op: 'dense', input: 'state', output: 'y', units: HORIZON, bias: true, zero: false },
    ],
    output: 'y',
  };
}

/** One window as the contract describes it. */
function windowOf(source: WindowSource, start: number): { x: number[]; y: number[]; anchor: number } {
  const at = (row: number, channel: number): number => source.values[row * source.channels + channel] ?? NaN;
  let anchor = 0;
  if (source.anchor === 'last') for (let row = start; row < start + T; row++) if (!Number.isNaN(at(row, 0))) anchor = at(row, 0);
  const x: number[] = [];
  for (let row = start; row < start + T; row++) {
    for (let channel = 0; channel < source.channels; channel++) {
      const value = at(row, channel);
      x.push(Number.isNaN(value) ? 0 : channel === 0 ? Math.fround(value - anchor) : value);
    }
    if (source.mask) x.push(Number.isNaN(at(row, 0)) ? 0 : 1);
  }
  const y = Array.from({ length: HORIZON }, (_, step) => Math.fround(at(start + T + step, 0) - anchor));
  return { x, y, anchor };
}

describe('windows', () => {
  for (const channels of [1, 3])
    for (const anchor of ['last', 'none'] as const)
      for (const mask of [false, true])
        it(`${channels} channels, anchor ${anchor}, ${mask ? 'with' : 'without'} a mask`, async () => {
          const values = withGaps(
            noise(ROWS * channels, 23).map((value) => 5 + value),
            0.3,
            29,
          );
          // A context without any target, whose anchor is zero.
          for (let row = 40; row < 40 + T; row++) values[row * channels] = NaN;
          const starts = Int32Array.from({ length: ROWS - T - HORIZON + 1 }, (_, k) => k);
          const source: WindowSource = { values, channels, starts, horizon: HORIZON, anchor, mask };
          const graph = graphOf(channels + (mask ? 1 : 0));
          const model = createModel(graph);
          const theta = perturbed(model, 31);
          model.setSource(source);
          const reference = new Reference(graph, { kind: 'mse' }, model.parameters);

          const indices = Int32Array.from({ length: 45 }, (_, k) => (k * 19 + 40) % starts.length);
          const windows = Array.from(indices, (index) => windowOf(source, starts[index] ?? 0));
          const x = windows.flatMap((window) => window.x);
          const y = windows.flatMap((window) => window.y);
          const expected = reference
            .outputs(theta, x, windows.length)
            .flatMap((row, k) => row.map((value) => value + (windows[k]?.anchor ?? 0)));
          const loss = reference.loss(theta, x, y, windows.length);
          const trained = await model.trainSteps({ order: indices, batch: 45, rates: Float64Array.of(0) });
          for (const { error, place } of [
            largestDifference('predict', await model.predict(indices, 20), expected),
            largestDifference('evaluate', [await model.evaluate(indices, 20)], [loss]),
            largestDifference('train', trained.losses, [loss]),
          ])
            expect(error, place).toBeLessThan(1e-5);
        });

  it('predict up to the last row, where no targets follow', async () => {
    const model = createModel(graphOf(1));
    const starts = Int32Array.of(ROWS - T);
    model.setSource({ values: noise(ROWS, 1), channels: 1, starts, horizon: HORIZON, anchor: 'last', mask: false });
    expect(await model.predict(Int32Array.of(0), 1)).toHaveLength(HORIZON);
    await expect(model.evaluate(Int32Array.of(0), 1)).rejects.toThrow('Expected rows 84 to 91 for window 0 but the source has 90 rows');
  });

  it('give the same predictions in batches of any size', async () => {
    const model = createModel(graphOf(1), { threads: 2 });
    const starts = Int32Array.from({ length: 80 }, (_, k) => k);
    model.setSource({ values: noise(ROWS, 1), channels: 1, starts, horizon: HORIZON, anchor: 'last', mask: false });
    const whole = await model.predict(starts, 80);
    for (const batch of [1, 7, 16, 33, 500]) expect(await model.predict(starts, batch)).toEqual(whole);
  });
});
