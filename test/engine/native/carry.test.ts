/** Truncated backpropagation through time: the state that one training step hands on to the next. */
import { describe, expect, it } from 'vitest';

import type { Graph, NativeModel, WindowSource } from '../../../engine/native/api.ts';
import { cellNode, CELLS, createModel, dense, largestDifference, native, noise, perturbed, type Cell } from './models.ts';
import { Reference, type Carried } from './reference/model.ts';
import { ReferenceOptimizer } from './reference/optimizer.ts';
import { windowsOf } from './reference/windows.ts';

const CHUNK = 4;
const CHUNKS = 3;
/** Sequences beside one another: more than a shard of the core holds. */
const PLACES = 18;
const TOLERANCE = 1e-5;

/** Two carrying layers and a forecast of the next value at every step. */
function graphOf(cell: Cell, T: number, carry = true): Graph {
  return {
    context: T,
    channels: 1,
    nodes: [
      cellNode(cell, 'x', 'a', 5, { carry }),
      cellNode(cell, 'a', 'b', 3, { carry }),
      dense('b', 'each', 1),
      { op: 'reshape', input: 'each', output: 'y', steps: 0, features: T },
    ],
    output: 'y',
  };
}

/** Each window's target is the value after each of its rows; window p * CHUNKS + k is chunk k of sequence p. */
function sourceOf(T: number): WindowSource {
  const length = CHUNK * CHUNKS;
  const starts = Array.from({ length: (PLACES * length) / T }, (_, k) => Math.floor((k * T) / length) * (length + 1) + ((k * T) % length));
  return {
    values: noise(PLACES * (length + 1), 3),
    channels: 1,
    starts: Int32Array.from(starts),
    horizon: T,
    targetOffset: 1,
    anchor: 'none',
    mask: false,
  };
}

const chunk = (k: number): number[] => Array.from({ length: PLACES }, (_, place) => place * CHUNKS + k);
const allChunks = Int32Array.from([0, 1, 2].flatMap(chunk));
const restartsAt = (steps: number[], count = CHUNKS): Uint8Array =>
  Uint8Array.from({ length: count * PLACES }, (_, k) => (steps.includes(Math.floor(k / PLACES)) ? 1 : 0));

function trainee(graph: Graph, options: Parameters<typeof createModel>[1] = {}): NativeModel {
  const model = createModel(graph, options);
  perturbed(model, 5);
  model.setSource(sourceOf(graph.context));
  return model;
}

for (const cell of CELLS)
  describe(`${cell} that carries its state`, () => {
    it('sees chunks as it sees the whole sequence', async () => {
      const whole = trainee(graphOf(cell, CHUNK * CHUNKS, false));
      const expected = await whole.evaluate(
        Int32Array.from({ length: PLACES }, (_, k) => k),
        PLACES,
      );
      for (const isa of native.info().available) {
        const model = createModel(graphOf(cell, CHUNK), {}, isa);
        model.setParameters(whole.getParameters());
        model.setSource(sourceOf(CHUNK));
        const { losses } = await model.trainSteps({
          order: allChunks,
          batch: PLACES,
          rates: new Float64Array(CHUNKS),
          restarts: restartsAt([0]),
        });
        expect(losses.reduce((a, b) => a + b, 0) / CHUNKS).toBeCloseTo(expected, 6);
      }
    });

    it('learns as the reference does, whose gradient ends where a chunk begins', async () => {
      const optimizer = { beta1: 0.8, beta2: 0.95, epsilon: 1e-4, clipNorm: 0 };
      const graph = graphOf(cell, CHUNK);
      const model = trainee(graph, { optimizer });
      const theta = Float64Array.from(model.getParameters());
      const reference = new Reference(graph, { kind: 'mse' }, model.parameters);
      const adam = new ReferenceOptimizer(optimizer, theta.length);
      const rates = Float64Array.of(0.01, 0.02, 0.01);
      // Some places begin anew at the second step.
      const restarts = restartsAt([0]).map((value, k) => (k >= PLACES && k < 2 * PLACES && k % 3 === 0 ? 1 : value));
      const result = await model.trainSteps({ order: allChunks, batch: PLACES, rates, restarts });
      let carried: Carried[] = [];
      for (const [step, rate] of rates.entries()) {
        const { batch } = windowsOf(sourceOf(CHUNK), graph, chunk(step));
        const pass = { carried: carried.map((state, place) => (restarts[step * PLACES + place] === 1 ? new Map() : state)) };
        const loss = reference.loss(theta, batch, pass);
        carried = reference.run(theta, batch, pass).map((trace) => trace.carried);
        const { norm } = adam.update(theta, reference.gradient(theta, batch, pass), rate);
        for (const { error, place } of [
          largestDifference('loss', [result.losses[step] ?? NaN], [loss]),
          largestDifference('norm', [result.gradientNorms[step] ?? NaN], [norm]),
        ])
          expect(error, `step ${step}, ${place}`).toBeLessThan(TOLERANCE);
      }
      const { error, place } = largestDifference('parameters', model.getParameters(), theta);
      expect(error, place).toBeLessThan(TOLERANCE);
    });
  });

describe('a carried state', () => {
  const rates = Float64Array.of(0.01);
  const step = (model: NativeModel, k: number, restart = 0) =>
    model.trainSteps({ order: Int32Array.from(chunk(k)), batch: PLACES, rates, restarts: new Uint8Array(PLACES).fill(restart) });

  it('goes on from call to call, and through another model', async () => {
    const graph = graphOf('lstm', CHUNK);
    const [whole, split] = [trainee(graph, { seed: 5 }), trainee(graph, { seed: 5 })];
    const all = { order: allChunks, batch: PLACES, rates: Float64Array.of(0.01, 0.01, 0.01), restarts: restartsAt([0]) };
    await whole.trainSteps(all);
    expect(split.getCarriedState()).toHaveLength(0);
    await step(split, 0, 1);
    await step(split, 1);
    const state = split.getCarriedState();
    expect(state.some((value) => value !== 0)).toBe(true);

    const resumed = trainee(graph, { seed: 5, threads: 3 });
    resumed.setParameters(split.getParameters());
    resumed.setOptimizerState(split.getOptimizerState());
    resumed.setCarriedState(state);
    expect(resumed.getCarriedState()).toEqual(state);
    for (const model of [split, resumed]) {
      await step(model, 2);
      expect(model.getParameters()).toEqual(whole.getParameters());
      expect(model.getCarriedState()).toEqual(whole.getCarriedState());
    }
  });

  it('is zero without restarts, and where a window begins anew', async () => {
    const graph = graphOf('gru', CHUNK);
    const carrying = trainee(graph);
    const plain = createModel(graphOf('gru', CHUNK, false));
    plain.setParameters(carrying.getParameters());
    plain.setSource(sourceOf(CHUNK));
    const request = { order: allChunks, batch: PLACES, rates: Float64Array.of(0.01, 0.01, 0.01) };
    const [first, second] = [await carrying.trainSteps(request), await plain.trainSteps(request)];
    expect(first.losses).toEqual(second.losses);
    const third = await carrying.trainSteps({ ...request, restarts: restartsAt([0, 1, 2]) });
    expect(third.losses).toEqual((await plain.trainSteps(request)).losses);
    expect(plain.getCarriedState()).toHaveLength(0);
  });

  it('plays no part in predictions, evaluations and gradients', async () => {
    const graph = graphOf('rnn', CHUNK);
    const model = trainee(graph);
    const indices = Int32Array.from(chunk(1));
    const { batch } = windowsOf(sourceOf(CHUNK), graph, indices);
    const before = [await model.predict(indices, PLACES), await model.evaluate(indices, PLACES), await model.gradients(batch)];
    await model.trainSteps({ order: allChunks, batch: PLACES, rates: new Float64Array(CHUNKS), restarts: restartsAt([0]) });
    expect([await model.predict(indices, PLACES), await model.evaluate(indices, PLACES), await model.gradients(batch)]).toEqual(before);
  });

  it('is refused where it does not fit', async () => {
    const model = trainee(graphOf('lstm', CHUNK));
    await step(model, 0, 1);
    const other = trainee(graphOf('lstm', CHUNK));
    expect(() => other.setCarriedState(model.getCarriedState().subarray(1))).toThrow(/Expected .* for the carried state but received/);
    expect(() => other.setCarriedState(new Float64Array(3) as unknown as Float32Array)).toThrow(
      'Expected a Float32Array for the carried state but received a Float64Array',
    );
  });
});
