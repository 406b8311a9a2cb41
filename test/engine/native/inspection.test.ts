/** What the core shows of its recurrent layers, against the reference. */
import { describe, expect, it } from 'vitest';

import type { Graph, LossSpec, TensorBatch } from '../../../engine/native/api.ts';
import { GRAPHS } from './graphs/all.ts';
import { everything } from './graphs/everything.ts';
import { CELLS, createModel, largestDifference, native, perturbed, randomBatch, stack } from './models.ts';
import { Reference } from './reference/model.ts';

const MSE: LossSpec = { kind: 'mse' };
const SIZES = { T: 5, I: 2, H: 3, O: 2 };
const GATES = { rnn: ['h'], lstm: ['i', 'f', 'g', 'o', 'c', 'h'], gru: ['z', 'r', 'n', 'h'] };

const graphs: Record<string, Graph> = {
  ...Object.fromEntries(
    CELLS.flatMap((cell) =>
      [`${cell}, dilation 2, with a state`, `${cell}, decoder with a teacher`, `${cell}, every step read, shared weights`].map((name) => [
        name,
        GRAPHS[name]!(SIZES),
      ]),
    ),
  ),
  ...Object.fromEntries(CELLS.map((cell) => [`${cell}, two layers`, stack(cell, SIZES, 2)])),
  'every operation': everything(SIZES),
};

function recurrentLayers(graph: Graph) {
  return graph.nodes.filter((node) => 'hidden' in node);
}

/** The steps of a recurrent layer, as its input has them. */
const stepsOf = (reference: Reference, theta: Float64Array, batch: TensorBatch, layer: string): number =>
  reference.run(theta, batch)[0]!.gates.get(layer)!.at(-1)!.length;

for (const isa of native.info().available)
  describe(`what recurrent layers compute, by ${isa}`, () => {
    for (const [name, graph] of Object.entries(graphs))
      it(name, async () => {
        const model = createModel(graph, {}, isa);
        const theta = perturbed(model, 3);
        const batch = randomBatch(graph, MSE, model.outputs, 18);
        const reference = new Reference(graph, MSE, model.parameters);
        const { gates } = reference.run(theta, batch, { training: false })[0]!;
        const layers = await model.activations(batch);
        expect(layers.map(({ node }) => node)).toEqual(recurrentLayers(graph).map(({ output }) => output));
        for (const [k, { op, output, hidden }] of recurrentLayers(graph).entries()) {
          const rows = gates.get(output)!;
          const steps = rows[0]!.length;
          expect(layers[k]).toMatchObject({ node: output, gates: GATES[op], steps, hidden });
          const expected = Array.from({ length: steps }, (_, t) => rows.flatMap((gate) => gate[t]!)).flat();
          const { error, place } = largestDifference(output, layers[k]!.values, expected);
          expect(error, place).toBeLessThan(2e-6);
        }
      });
  });

describe('gradients of the sums of each step', () => {
  for (const [name, graph] of Object.entries(graphs))
    it(name, async () => {
      const models = native.info().available.map((isa) => createModel(graph, {}, isa));
      const first = models[0]!;
      const theta = perturbed(first, 3);
      // Two shards, so that the norm runs over both.
      const batch = randomBatch(graph, MSE, first.outputs, 17);
      const reference = new Reference(graph, MSE, first.parameters);
      const expected = recurrentLayers(graph).map((layer) => ({
        node: layer.output,
        norms: reference.stepGradients(theta, batch, layer, stepsOf(reference, theta, batch, layer.output)),
      }));
      for (const model of models) {
        model.setParameters(first.getParameters());
        const layers = await model.stepGradients(batch);
        expect(layers.map(({ node }) => node)).toEqual(expected.map(({ node }) => node));
        for (const [k, { node, norms }] of expected.entries()) {
          const largest = Math.max(...norms);
          expect(largest).toBeGreaterThan(1e-5);
          // Relative to the largest step, because the norms themselves are small.
          const { error, place } = largestDifference(
            node,
            layers[k]!.norms.map((norm) => norm / largest),
            norms.map((norm) => norm / largest),
          );
          expect(error, place).toBeLessThan(1e-5);
        }
      }
    });

  it('are the same on any number of threads, and leave the model as it is', async () => {
    const graph = everything(SIZES);
    const batch = randomBatch(graph, MSE, 2, 50);
    const norms = await Promise.all(
      [1, 3].map(async (threads) => {
        const model = createModel(graph, { threads });
        const before = [model.getParameters(), model.getOptimizerState()];
        const result = await model.stepGradients(batch);
        await model.activations(batch);
        expect([model.getParameters(), model.getOptimizerState()]).toEqual(before);
        return result;
      }),
    );
    expect(norms[1]).toEqual(norms[0]);
  });
});
