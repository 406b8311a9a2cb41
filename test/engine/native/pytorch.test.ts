/** The core against numbers that PyTorch computed (scripts/fixtures/pytorch). A fixture states its graph; nothing here knows structures. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Graph, InstructionSet, LossSpec, NativeModel, OptimizerSpec, TensorBatch, WindowSource } from '../../../engine/native/api.ts';
import { createModel, largestDifference, native, type Difference } from './models.ts';

/** A tensor, row-major; null is NaN. */
type Numbers = Array<number | null>;

interface Fixture {
  torch: string;
  seed: number;
  graph: Graph;
  horizon: number;
  batch: number;
  loss: LossSpec;
  optimizer: OptimizerSpec;
  /** Batch after batch; `statics`, `weights` and so on as in TensorBatch and WindowSource. */
  windows: {
    x: Numbers;
    y: Numbers;
    future?: Numbers;
    statics?: Numbers;
    weights?: Numbers;
    scales?: Numbers;
    futureChannels?: number[];
    targetOffset?: number;
  };
  parameters: Record<string, number[]>;
  /** Of the first batch, in training; `predicted` and its loss outside of it, where that is something else. */
  outputs: number[];
  lossValue: number;
  predicted?: number[];
  predictedLoss?: number;
  gradients: Record<string, number[]>;
  training: { order: number[]; restarts?: number[]; rate: number; losses: number[] };
}

const OUTPUT_TOLERANCE = 2e-6;
const GRADIENT_TOLERANCE = 2e-6;
const folder = join(import.meta.dirname, '../../fixtures/pytorch');
const fixtures = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  fixture: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture,
}));

const floats = (values: Numbers): Float32Array => Float32Array.from(values, (value) => value ?? NaN);

/** The parameter vector, or one gradient in its order. */
function vector(model: NativeModel, byName: Record<string, number[]>): Float32Array {
  expect(model.parameters.map(({ name }) => name).sort()).toEqual(Object.keys(byName).sort());
  for (const { name, shape } of model.parameters) expect(byName[name], name).toHaveLength(shape.reduce((a, b) => a * b, 1));
  return Float32Array.from(model.parameters.flatMap(({ name }) => byName[name] ?? []));
}

/** The first batch. */
function tensors({ graph, horizon, batch, windows }: Fixture): TensorBatch {
  const { context, channels, future = 0, statics = 0 } = graph;
  const first = (values: Numbers, each: number): Float32Array => floats(values).slice(0, batch * each);
  return {
    batch,
    x: first(windows.x, context * channels),
    y: first(windows.y, horizon),
    ...(windows.future && { future: first(windows.future, horizon * future) }),
    ...(windows.statics && { statics: first(windows.statics, statics) }),
    ...(windows.weights && { weights: first(windows.weights, 1) }),
    ...(windows.scales && { scales: first(windows.scales, 1) }),
  };
}

/** All windows as series, one each: the context's rows, the covariates known ahead in the rows after it, the targets in channel 0. */
function source({ graph, horizon, windows }: Fixture): WindowSource {
  const { context, channels } = graph;
  const { futureChannels = [], targetOffset = context } = windows;
  const x = floats(windows.x);
  const y = floats(windows.y);
  const future = floats(windows.future ?? []);
  const count = y.length / horizon;
  const rows = context + horizon;
  const values = new Float32Array(count * rows * channels);
  for (let window = 0; window < count; window++) {
    const series = values.subarray(window * rows * channels, (window + 1) * rows * channels);
    series.set(x.subarray(window * context * channels, (window + 1) * context * channels));
    for (let step = 0; step < horizon; step++) {
      futureChannels.forEach((channel, k) => {
        series[(context + step) * channels + channel] = future[(window * horizon + step) * futureChannels.length + k] ?? NaN;
      });
      series[(targetOffset + step) * channels] = y[window * horizon + step] ?? NaN;
    }
  }
  return {
    values,
    channels,
    starts: Int32Array.from({ length: count }, (_, window) => window * rows),
    horizon,
    anchor: 'none',
    mask: false,
    ...(windows.targetOffset !== undefined && { targetOffset }),
    ...(windows.future && { future: Int32Array.from(futureChannels) }),
    ...(windows.statics && { statics: floats(windows.statics), staticOf: Int32Array.from({ length: count }, (_, window) => window) }),
    ...(windows.weights && { weights: floats(windows.weights) }),
    ...(windows.scales && { scales: floats(windows.scales) }),
  };
}

/** Differences by what was compared: outputs, gradients, training. */
type Differences = Record<'outputs' | 'gradients' | 'training', Difference>;

async function differences(name: string, fixture: Fixture, isa: InstructionSet): Promise<Differences> {
  const { graph, loss, optimizer, batch, outputs, predicted, training } = fixture;
  const model = createModel(graph, { loss, optimizer }, isa);
  model.setParameters(vector(model, fixture.parameters));
  const result = await model.gradients(tensors(fixture));
  const gradients = model.parameters.map(({ name: parameter, offset }) => {
    const expected = fixture.gradients[parameter] ?? [];
    return largestDifference(`${name} gradient of ${parameter}`, result.gradient.slice(offset, offset + expected.length), expected);
  });

  model.setSource(source(fixture));
  const first = Int32Array.from({ length: batch }, (_, window) => window);
  const forecasts = await model.predict(first, batch);
  const evaluated = await model.evaluate(first, batch);
  const trained = await model.trainSteps({
    order: Int32Array.from(training.order),
    batch,
    rates: new Float64Array(training.losses.length).fill(training.rate),
    ...(training.restarts && { restarts: Uint8Array.from(training.restarts) }),
  });
  model.dispose();
  return {
    outputs: largest([
      largestDifference(`${name} outputs`, result.outputs, outputs),
      largestDifference(`${name} loss`, [result.loss], [fixture.lossValue]),
      largestDifference(`${name} forecasts`, forecasts, predicted ?? outputs),
      largestDifference(`${name} loss of the forecasts`, [evaluated], [fixture.predictedLoss ?? fixture.lossValue]),
    ]),
    gradients: largest(gradients),
    training: largest([largestDifference(`${name} losses`, trained.losses, training.losses)]),
  };
}

function largest(list: Difference[]): Difference {
  return list.reduce((a, b) => (b.error <= a.error ? a : b));
}

for (const isa of native.info().available)
  describe(`PyTorch against ${isa}`, () => {
    const all: Differences[] = [];
    afterAll(() => {
      for (const what of ['outputs', 'gradients', 'training'] as const) {
        if (all.length === 0) continue;
        const { error, place } = largest(all.map((found) => found[what]));
        console.log(`largest difference from PyTorch in ${what} by ${isa}: ${error.toExponential(1)} at ${place}`);
      }
    });

    for (const { name, fixture } of fixtures)
      it(`${name} (torch ${fixture.torch}, seed ${fixture.seed})`, async () => {
        const found = await differences(name, fixture, isa);
        all.push(found);
        expect(found.outputs.error, found.outputs.place).toBeLessThan(OUTPUT_TOLERANCE);
        expect(found.gradients.error, found.gradients.place).toBeLessThan(GRADIENT_TOLERANCE);
        expect(found.training.error, found.training.place).toBeLessThan(OUTPUT_TOLERANCE);
      });
  });
