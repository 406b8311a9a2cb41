import { describe, expect, it } from 'vitest';

import type { Graph, GraphNode, LossSpec } from '../../../engine/native/api.ts';
import { CELLS, cellNode, createModel, largestDifference, native, noise, perturbed, QUANTILES, stack, withGaps } from './models.ts';
import { Reference } from './reference.ts';

const TOLERANCE = 2e-5;
const dense = (input: string, output: string, units: number, bias = true): GraphNode => ({
  op: 'dense',
  input,
  output,
  units,
  bias,
  zero: false,
});

/** Every operation, each in a graph where its gradient reaches parameters below it. */
const GRAPHS: Record<string, Graph> = {
  ...Object.fromEntries(CELLS.map((cell) => [`${cell}, one layer`, stack(cell, { T: 5, I: 2, H: 3, O: 3 })])),
  ...Object.fromEntries(CELLS.map((cell) => [`${cell}, two layers`, stack(cell, { T: 4, I: 1, H: 5, O: 3 }, 2)])),
  ...Object.fromEntries(CELLS.map((cell) => [`${cell}, one step`, stack(cell, { T: 1, I: 3, H: 2, O: 3 })])),
  'dense without a bias on a channel': {
    context: 6,
    channels: 2,
    nodes: [{ op: 'channel', input: 'x', output: 'target', channel: 1 }, dense('target', 'y', 3, false)],
    output: 'y',
  },
  'channel of a recurrent layer, read beside its last step': {
    context: 3,
    channels: 1,
    nodes: [
      cellNode('lstm', 'x', 'h', 3),
      { op: 'channel', input: 'h', output: 'first', channel: 0 },
      { op: 'last', input: 'h', output: 'state' },
      { op: 'add', left: 'first', right: 'state', output: 'sum' },
      dense('sum', 'y', 3),
    ],
    output: 'y',
  },
  'recurrent layers with a residual sum': {
    context: 4,
    channels: 2,
    nodes: [
      cellNode('gru', 'x', 'a', 3),
      cellNode('rnn', 'a', 'b', 3),
      { op: 'add', left: 'a', right: 'b', output: 'c' },
      { op: 'dropout', input: 'c', output: 'd', rate: 0.5 },
      { op: 'last', input: 'd', output: 'state' },
      dense('state', 'y', 3),
    ],
    output: 'y',
  },
  'a tensor added to itself': {
    context: 3,
    channels: 1,
    nodes: [
      { op: 'last', input: 'x', output: 'state' },
      dense('state', 'a', 2),
      { op: 'add', left: 'a', right: 'a', output: 'b' },
      dense('b', 'y', 3),
    ],
    output: 'y',
  },
};

const LOSSES: Record<string, LossSpec> = { mse: { kind: 'mse' }, pinball: QUANTILES };

for (const isa of native.info().available)
  describe(`gradients by ${isa}`, () => {
    for (const [name, graph] of Object.entries(GRAPHS))
      for (const [lossName, loss] of Object.entries(LOSSES))
        it(`${name}, ${lossName}`, async () => {
          const batch = 19;
          const horizon = lossName === 'mse' ? 3 : 1;
          const model = createModel(graph, { loss }, isa);
          const theta = perturbed(model, 3);
          const x = noise(batch * graph.context * graph.channels, 11);
          const y = withGaps(noise(batch * horizon, 13), 0.2, 17);
          const reference = new Reference(graph, loss, model.parameters);
          const result = await model.gradients({ x, y, batch });
          const differences = [
            largestDifference('outputs', result.outputs, reference.outputs(theta, x, batch).flat()),
            largestDifference('loss', [result.loss], [reference.loss(theta, x, y, batch)]),
            largestDifference('gradient', result.gradient, reference.gradient(theta, x, y, batch)),
          ];
          for (const { error, place } of differences) expect(error, place).toBeLessThan(TOLERANCE);
        });
  });
