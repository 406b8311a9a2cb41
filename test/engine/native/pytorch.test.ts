/** The core against numbers that PyTorch computed (scripts/fixtures/pytorch.py). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { LossSpec, NativeModel } from '../../../engine/native/api.ts';
import { createModel, largestDifference, native, stack, type Cell, type Difference } from './models.ts';

interface Fixture {
  torch: string;
  seed: number;
  cell: 'rnn' | 'lstm' | 'gru';
  layers: number;
  loss: 'mse' | 'pinball';
  quantiles: number[];
  context: number;
  channels: number;
  hidden: number;
  horizon: number;
  batch: number;
  rate: number;
  parameters: Record<string, number[]>;
  x: number[];
  y: Array<number | null>;
  outputs: number[];
  lossValue: number;
  gradients: Record<string, number[]>;
  losses: number[];
}

const OUTPUT_TOLERANCE = 2e-6;
const GRADIENT_TOLERANCE = 2e-6;
const folder = join(import.meta.dirname, '../../fixtures/pytorch');
const fixtures = readdirSync(folder).map((name) => ({
  name,
  fixture: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture,
}));

/** The parameter vector, or one gradient in its order. */
function vector(model: NativeModel, byName: Record<string, number[]>): Float32Array {
  return Float32Array.from(model.parameters.flatMap(({ name }) => byName[name] ?? []));
}

/** The batch as series: each window's context rows, then its targets in channel 0. */
function attach(model: NativeModel, { x, y, batch, context, channels, horizon }: Fixture): void {
  const rows = Array.from({ length: batch }, (_, b) => [
    ...x.slice(b * context * channels, (b + 1) * context * channels),
    ...y.slice(b * horizon, (b + 1) * horizon).flatMap((value) => [value ?? NaN, ...new Array<number>(channels - 1).fill(0)]),
  ]);
  const starts = Int32Array.from({ length: batch }, (_, b) => b * (context + horizon));
  model.setSource({ values: Float32Array.from(rows.flat()), channels, starts, horizon, anchor: 'none', mask: false });
}

for (const isa of native.info().available)
  describe(`PyTorch against ${isa}`, () => {
    const worst: Difference[] = [];
    const within = (difference: Difference, tolerance: number): void => {
      worst.push(difference);
      expect(difference.error, difference.place).toBeLessThan(tolerance);
    };
    afterAll(() => {
      const { error, place } = worst.reduce((a, b) => (b.error > a.error ? b : a));
      console.log(`largest difference from PyTorch by ${isa}: ${error.toExponential(1)} at ${place}`);
    });

    for (const { name, fixture } of fixtures)
      it(`${name} (torch ${fixture.torch}, seed ${fixture.seed})`, async () => {
        const { context: T, channels: I, hidden: H, batch, horizon, losses } = fixture;
        const loss: LossSpec = fixture.loss === 'mse' ? { kind: 'mse' } : { kind: 'pinball', quantiles: fixture.quantiles };
        const O = horizon * (loss.kind === 'pinball' ? loss.quantiles.length : 1);
        const cell: Cell = fixture.cell === 'gru' ? 'gruAfter' : fixture.cell;
        const model = createModel(stack(cell, { T, I, H, O }, fixture.layers), { loss }, isa);
        model.setParameters(vector(model, fixture.parameters));

        const y = Float32Array.from(fixture.y, (value) => value ?? NaN);
        const result = await model.gradients({ x: Float32Array.from(fixture.x), y, batch });
        within(largestDifference(`${name} outputs`, result.outputs, fixture.outputs), OUTPUT_TOLERANCE);
        within(largestDifference(`${name} loss`, [result.loss], [fixture.lossValue]), OUTPUT_TOLERANCE);
        within(largestDifference(`${name} gradient`, result.gradient, vector(model, fixture.gradients)), GRADIENT_TOLERANCE);

        attach(model, fixture);
        const order = Int32Array.from({ length: losses.length * batch }, (_, k) => k % batch);
        const rates = new Float64Array(losses.length).fill(fixture.rate);
        const trained = await model.trainSteps({ order, batch, rates });
        within(largestDifference(`${name} ten losses`, trained.losses, losses), OUTPUT_TOLERANCE);
      });
  });
