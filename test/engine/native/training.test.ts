import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Graph, ModelOptions, NativeModel, TrainStepsResult } from '../../../engine/native/api.ts';
import { everything } from './graphs/everything.ts';
import { CELLS, createModel, randomSource, stack, waveSource, type Cell } from './models.ts';

const HORIZON = 3;
const graphOf = (cell: Cell, layers = 1): Graph => stack(cell, { T: 12, I: 2, H: 9, O: HORIZON }, layers);

/** Two layers with dropout between them: everything that draws random numbers. */
function droppingGraph(): Graph {
  return {
    context: 12,
    channels: 2,
    nodes: [
      { op: 'lstm', input: 'x', output: 'h1', hidden: 20 },
      { op: 'dropout', input: 'h1', output: 'd1', rate: 0.3 },
      { op: 'gru', input: 'd1', output: 'h2', hidden: 20, resetAfter: true },
      { op: 'last', input: 'h2', output: 'state' },
      { op: 'dense', input: 'state', output: 'y', units: HORIZON, bias: true, zero: false },
    ],
    output: 'y',
  };
}

function trainee(graph: Graph, options: Partial<ModelOptions> = {}): NativeModel {
  const model = createModel(graph, options);
  model.setSource(waveSource(graph, HORIZON, 400, 0.1));
  return model;
}

const orderOf = (length: number): Int32Array => Int32Array.from({ length }, (_, k) => (k * 53) % 380);
const ratesOf = (steps: number): Float64Array => Float64Array.from({ length: steps }, (_, k) => 0.01 / (1 + 0.1 * k));

async function train(model: NativeModel, from: number, to: number, batch: number): Promise<TrainStepsResult> {
  const order = orderOf(to * batch).slice(from * batch);
  return model.trainSteps({ order, batch, rates: ratesOf(to).slice(from) });
}

function stateOf(model: NativeModel): Uint8Array[] {
  const { moments, step } = model.getOptimizerState();
  return [new Uint8Array(model.getParameters().buffer), new Uint8Array(moments.buffer), Uint8Array.of(step)];
}

describe('same bytes', () => {
  it('on one thread, two and five', async () => {
    const states = await Promise.all(
      [1, 2, 5].map(async (threads) => {
        const model = trainee(droppingGraph(), { threads });
        await train(model, 0, 6, 70);
        return stateOf(model);
      }),
    );
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
  });

  it('with every operation, input and random choice there is', async () => {
    const graph = everything({ T: 12, I: 2, H: 9, O: 2 });
    const optimizer = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0.5, clipValue: 0.1, weightDecay: 0.1, noise: 0.01 };
    const outcomes = await Promise.all(
      [1, 2, 3, 8].map(async (threads) => {
        const model = createModel(graph, { threads, optimizer });
        model.setSource(randomSource(graph, { kind: 'mse' }, 2, 400));
        const order = orderOf(6 * 70);
        const restarts = Uint8Array.from(order, (_, k) => (k % 5 === 0 ? 1 : 0));
        const result = await model.trainSteps({ order, batch: 70, rates: ratesOf(6), restarts });
        expect(result.steps).toBe(6);
        const indices = orderOf(100);
        return [result, stateOf(model), model.getCarriedState(), await model.predict(indices, 33), await model.evaluate(indices, 33)];
      }),
    );
    for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0]);
  });

  it('in one call and in three', async () => {
    const whole = trainee(droppingGraph());
    const chunked = trainee(droppingGraph());
    const all = await train(whole, 0, 6, 40);
    const losses: number[] = [];
    for (const [from, to] of [
      [0, 1],
      [1, 4],
      [4, 6],
    ] as const)
      losses.push(...(await train(chunked, from, to, 40)).losses);
    expect(losses).toEqual([...all.losses]);
    expect(stateOf(chunked)).toEqual(stateOf(whole));
  });

  it('in a new model that takes over the state', async () => {
    const whole = trainee(droppingGraph(), { seed: 21 });
    await train(whole, 0, 3, 40);
    const resumed = trainee(droppingGraph(), { seed: 21 });
    resumed.setParameters(whole.getParameters());
    resumed.setOptimizerState(whole.getOptimizerState());
    expect(stateOf(resumed)).toEqual(stateOf(whole));
    await train(whole, 3, 6, 40);
    await train(resumed, 3, 6, 40);
    expect(stateOf(resumed)).toEqual(stateOf(whole));
  });

  it('from one seed, and others from another', async () => {
    const [a, b, c] = [5, 5, 6].map((seed) => createModel(droppingGraph(), { seed }).getParameters());
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});

describe('learning', () => {
  for (const cell of CELLS)
    it(`${cell} lowers the loss`, async () => {
      const model = trainee(graphOf(cell));
      const indices = orderOf(380);
      const before = await model.evaluate(indices, 64);
      for (let epoch = 0; epoch < 5; epoch++) await train(model, 0, 10, 38);
      expect(await model.evaluate(indices, 64)).toBeLessThan(0.5 * before);
    });

  it('drops its share of a tensor only while it trains', async () => {
    const graph = droppingGraph();
    const model = trainee(graph, { seed: 3 });
    const indices = orderOf(64);
    const still = await model.evaluate(indices, 64);
    expect(await model.evaluate(indices, 64)).toBe(still);
    const frozen = { order: indices, batch: 64, rates: Float64Array.of(0) };
    const [first, second] = [await model.trainSteps(frozen), await model.trainSteps(frozen)];
    expect(first.losses[0]).not.toBe(still);
    expect(second.losses[0]).not.toBe(first.losses[0]);
  });
});

describe('a run', () => {
  it('stops when it is cancelled, with whole steps', async () => {
    const model = trainee(graphOf('lstm'));
    const steps = 200_000;
    const running = model.trainSteps({ order: orderOf(steps * 8), batch: 8, rates: new Float64Array(steps).fill(1e-3) });
    setTimeout(() => model.cancel(), 20);
    const result = await running;
    expect(result.cancelled).toBe(true);
    expect(result.steps).toBeGreaterThan(0);
    expect(result.steps).toBeLessThan(steps);
    expect(result.losses).toHaveLength(result.steps);
    expect(model.getOptimizerState().step).toBe(result.steps);
    expect((await train(model, 0, 1, 8)).cancelled).toBe(false);
  });

  it('leaves parameters alone when the loss or the gradient is not finite', async () => {
    const graph = graphOf('gru');
    const model = createModel(graph);
    const source = waveSource(graph, HORIZON, 400);
    const values = source.values.slice();
    values[200 + graph.context] = 1e30;
    model.setSource({ ...source, values, anchor: 'none' });
    const before = stateOf(model);
    const result = await model.trainSteps({ order: Int32Array.of(0, 1, 200, 201), batch: 2, rates: Float64Array.of(0, 0.01) });
    expect(result.steps).toBe(1);
    expect(result.notFinite).toBe('gradient');
    expect(result.failed?.loss).toBeGreaterThan(1e20);
    expect(result.failed?.gradientNorm).toBeGreaterThan(1e18);
    for (const row of [result.losses, result.gradientNorms, result.clippedNorms]) expect(row).toHaveLength(1);
    expect(result.layerNorms).toHaveLength(model.layers.length);
    expect(stateOf(model)[0]).toEqual(before[0]);
    expect(model.getOptimizerState().step).toBe(1);

    values[200 + graph.context] = Infinity;
    expect((await model.trainSteps({ order: Int32Array.of(200), batch: 1, rates: Float64Array.of(0.01) })).notFinite).toBe('loss');
    expect(stateOf(model)[0]).toEqual(before[0]);
  });

  it('takes windows without any target as a loss of zero', async () => {
    const graph = graphOf('lstm');
    const model = createModel(graph);
    const source = waveSource(graph, HORIZON, 100);
    model.setSource({ ...source, values: source.values.map(() => NaN) });
    const result = await model.trainSteps({ order: Int32Array.of(0, 1), batch: 2, rates: Float64Array.of(0.01) });
    expect([...result.losses, ...result.gradientNorms]).toEqual([0, 0]);
    expect(await model.evaluate(Int32Array.of(0, 1), 2)).toBeNaN();
  });

  it('never blocks the event loop', async () => {
    const model = trainee(stack('lstm', { T: 12, I: 2, H: 96, O: HORIZON }));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 2);
    const started = performance.now();
    await train(model, 0, 200, 256);
    const took = performance.now() - started;
    clearInterval(timer);
    expect(took).toBeGreaterThan(200);
    expect(longest).toBeLessThan(took / 2);
  });

  it('of no steps is complete', async () => {
    const model = trainee(graphOf('rnn'));
    const nothing = new Int32Array(0);
    const result = await model.trainSteps({ order: nothing, batch: 8, rates: new Float64Array(0) });
    expect(result).toMatchObject({ steps: 0, notFinite: null, cancelled: false });
    expect(await model.predict(nothing, 8)).toHaveLength(0);
    expect(await model.evaluate(nothing, 8)).toBeNaN();
  });

  it('ends when the process exits', () => {
    const script = `
      import { loadNative } from ${JSON.stringify(join(import.meta.dirname, '../../../engine/native/binding.ts'))};
      const model = loadNative().createModel(${JSON.stringify({
        graph: graphOf('lstm'),
        loss: { kind: 'mse' },
        optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0 },
        seed: 1,
        threads: 1,
      })});
      model.setSource({ values: new Float32Array(100), channels: 1, starts: Int32Array.of(0), horizon: ${HORIZON}, anchor: 'last', mask: true });
      void model.trainSteps({ order: new Int32Array(1e8), batch: 1, rates: new Float64Array(1e8) });
      setTimeout(() => process.exit(7), 50);`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 });
    expect(status).toBe(7);
  });

  it('takes one call at a time, and none once disposed', async () => {
    const model = trainee(graphOf('lstm'));
    const running = train(model, 0, 50, 64);
    await expect(train(model, 0, 1, 8)).rejects.toThrow('Expected an idle model but a call is running');
    expect(() => model.getParameters()).toThrow('Expected an idle model');
    model.dispose();
    const result = await running;
    expect(result.cancelled || result.steps === 50).toBe(true);
    await expect(train(model, 0, 1, 8)).rejects.toThrow('Expected a model in use but it has been disposed');
    model.dispose();
  });
});
