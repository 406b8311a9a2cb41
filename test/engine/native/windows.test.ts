import { describe, expect, it } from 'vitest';

import type { Graph, LossSpec, NativeModel, WindowSource } from '../../../engine/native/api.ts';
import { everything } from './graphs/everything.ts';
import { LOSSES } from './losses.ts';
import { createModel, largestDifference, noise, perturbed, randomSource, stack, withGaps } from './models.ts';
import { outputsPerTarget } from './reference/losses.ts';
import { choicesOf } from './reference/masks.ts';
import { Reference } from './reference/model.ts';
import { windowsOf } from './reference/windows.ts';

const T = 6;
const HORIZON = 2;
const ROWS = 90;
const SEED = 7;

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

const INDICES = Int32Array.from({ length: 45 }, (_, k) => (k * 19 + 40) % 80);

/** Predictions, evaluation and one step of training on windows against the reference on the tensors they stand for. */
async function expectWindows(model: NativeModel, graph: Graph, theta: Float64Array, source: WindowSource, loss: LossSpec): Promise<void> {
  const P = outputsPerTarget(loss);
  // Which outputs of a target are in the target's own units.
  const located = loss.kind === 'pinball' ? P : loss.kind === 'negativeBinomial' || loss.kind === 'crossEntropy' ? 0 : 1;
  const reference = new Reference(graph, loss, model.parameters);
  const { batch, anchors } = windowsOf(source, graph, INDICES);
  const outputs = reference
    .outputs(theta, batch, { training: false })
    .flatMap((row, k) => row.map((value, o) => value + (o % P < located ? anchors[k]![Math.floor(o / P)]! : 0)));
  const trained = await model.trainSteps({ order: INDICES, batch: INDICES.length, rates: Float64Array.of(0) });
  for (const { error, place } of [
    largestDifference('predict', await model.predict(INDICES, 20), outputs),
    largestDifference('evaluate', [await model.evaluate(INDICES, 20)], [reference.loss(theta, batch, { training: false })]),
    largestDifference('train', trained.losses, [reference.loss(theta, batch, { choices: choicesOf(SEED, 0) })]),
  ])
    expect(error, place).toBeLessThan(1e-5);
}

describe('windows', () => {
  for (const channels of [1, 3])
    for (const anchor of ['last', 'none'] as const)
      for (const [mask, scaling] of [
        [false, 'none'],
        [true, 'none'],
        [true, 'window'],
      ] as const)
        it(`${channels} channels, anchor ${anchor}, ${mask ? 'with' : 'without'} a mask, scaling ${scaling}`, async () => {
          const values = withGaps(
            noise(ROWS * channels, 23).map((value) => 5 + value),
            0.3,
            29,
          );
          // A context without any target, whose anchor is zero.
          for (let row = 40; row < 40 + T; row++) values[row * channels] = NaN;
          const starts = Int32Array.from({ length: ROWS - T - HORIZON + 1 }, (_, k) => k);
          // A constant context, which has no scale.
          for (let row = 20; row < 20 + T; row++) values[row * channels] = 3;
          const source: WindowSource = { values, channels, starts, horizon: HORIZON, anchor, mask, scaling };
          const graph = graphOf(channels + (mask ? 1 : 0));
          const model = createModel(graph);
          const theta = perturbed(model, 31);
          model.setSource(source);
          await expectWindows(model, graph, theta, source, { kind: 'mse' });
        });

  for (const [difference, horizon] of [
    [1, 2],
    [2, 5],
    [4, 3],
    [5, 12],
  ] as const)
    for (const scaling of ['none', 'window'] as const)
      for (const channels of [1, 3])
        it(`${channels} channels, a difference of ${difference} steps, horizon ${horizon}, scaling ${scaling}`, async () => {
          const rows = ROWS + horizon;
          const values = withGaps(
            noise(rows * channels, 37).map((value) => 5 + value),
            0.4,
            31,
          );
          // Contexts without any target, without any difference, and with none but zero.
          for (let row = 40; row < 40 + T; row++) values[row * channels] = NaN;
          for (let row = 50; row < 50 + 2 * T; row++) if (row !== 53 && row !== 58) values[row * channels] = NaN;
          for (let row = 20; row < 20 + T; row++) values[row * channels] = 3;
          const starts = Int32Array.from({ length: rows - T - horizon + 1 }, (_, k) => k);
          const loss: LossSpec = { kind: 'normal' };
          const graph = stack('gru', { T, I: channels + 1, H: 4, O: 2 * horizon });
          const model = createModel(graph, { loss, seed: SEED });
          const theta = perturbed(model, 31);
          const source: WindowSource = { values, channels, starts, horizon, anchor: 'none', difference, mask: true, scaling };
          model.setSource(source);
          await expectWindows(model, graph, theta, source, loss);
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

  for (const [name, loss] of Object.entries(LOSSES))
    for (const anchor of ['last', 'none'] as const) {
      // A class or a count with an anchor taken off is neither.
      if (anchor === 'last' && (name === 'crossEntropy' || name === 'negativeBinomial')) continue;
      it(`loss ${name} with weights and scales, anchor ${anchor}`, async () => {
        const graph = stack('gru', { T, I: 1, H: 4, O: HORIZON * outputsPerTarget(loss) });
        const model = createModel(graph, { loss, seed: SEED });
        const theta = perturbed(model, 31);
        const source = { ...randomSource(graph, loss, HORIZON, ROWS), anchor };
        model.setSource(source);
        await expectWindows(model, graph, theta, source, loss);
      });
    }

  it('counts over their level, which is their scale', async () => {
    const loss = LOSSES.negativeBinomial;
    const graph = stack('gru', { T, I: 1, H: 4, O: HORIZON * outputsPerTarget(loss) });
    const model = createModel(graph, { loss, seed: SEED });
    const theta = perturbed(model, 31);
    const { scales: _, weights: __, ...source } = randomSource(graph, loss, HORIZON, ROWS);
    model.setSource({ ...source, scaling: 'level' });
    await expectWindows(model, graph, theta, { ...source, scaling: 'level' }, loss);
  });

  it('with every input there is: covariates ahead, statics, a teacher', async () => {
    for (const channels of [2, 3]) {
      const graph = everything({ T, I: channels, H: 4, O: HORIZON });
      const model = createModel(graph, { seed: SEED });
      const theta = perturbed(model, 31);
      for (const future of [0, 1]) {
        const source: WindowSource = {
          ...randomSource(graph, { kind: 'mse' }, HORIZON, ROWS),
          mask: channels === 3,
          anchor: 'last',
          future: Int32Array.of(future),
        };
        model.setSource({ ...source, channels: 2 });
        model.setOptimizerState({ moments: new Float32Array(2 * model.parameterCount), step: 0 });
        await expectWindows(model, graph, theta, { ...source, channels: 2 }, { kind: 'mse' });
      }
    }
  });

  for (const targetOffset of [0, 1, T, T + 3])
    it(`with targets ${targetOffset} rows after their start`, async () => {
      const graph = graphOf(1);
      const model = createModel(graph, { seed: SEED });
      const theta = perturbed(model, 31);
      const source: WindowSource = { ...randomSource(graph, { kind: 'mse' }, HORIZON, ROWS), targetOffset, anchor: 'last' };
      model.setSource(source);
      await expectWindows(model, graph, theta, source, { kind: 'mse' });
    });

  it('of weight zero count for nothing', async () => {
    const graph = graphOf(1);
    const model = createModel(graph);
    const source = randomSource(graph, { kind: 'mse' }, HORIZON, ROWS);
    const indices = Int32Array.from({ length: 40 }, (_, k) => k);
    const weights = source.starts.map((_, k) => k % 2);
    model.setSource({ ...source, weights: Float32Array.from(weights) });
    const weighted = await model.evaluate(indices, 40);
    model.setSource({ ...source, weights: new Float32Array(source.starts.length).fill(3) });
    expect(weighted).toBeCloseTo(
      await model.evaluate(
        indices.filter((k) => k % 2 === 1),
        40,
      ),
      6,
    );
    model.setSource({ ...source, weights: new Float32Array(source.starts.length) });
    expect(await model.evaluate(indices, 40)).toBeNaN();
    const nothing = await model.trainSteps({ order: indices, batch: 40, rates: Float64Array.of(0.1) });
    expect([...nothing.losses, ...nothing.gradientNorms]).toEqual([0, 0]);
  });

  it('ahead of whose context rows are missing are refused', async () => {
    const graph = everything({ T, I: 1, H: 4, O: HORIZON });
    const model = createModel(graph);
    const source = randomSource(graph, { kind: 'mse' }, HORIZON, ROWS);
    model.setSource({ ...source, starts: source.starts.map(() => ROWS - T) });
    await expect(model.predict(Int32Array.of(0), 1)).rejects.toThrow('Expected rows 84 to 91 for window 0 but the source has 90 rows');
    model.setSource({ ...source, staticOf: source.staticOf!.map(() => 7) });
    await expect(model.predict(Int32Array.of(3), 1)).rejects.toThrow('Expected 0 to 4 for the static row of window 3 but received 7');
  });
});
