/** Every operation and loss on every instruction set against plain scalar code, on sizes that fill no vector. */
import { describe, expect, it } from 'vitest';

import type { Graph, InstructionSet, LossSpec, TensorBatch } from '../../../engine/native/api.ts';
import { GRAPHS } from './graphs/all.ts';
import { LOSSES } from './losses.ts';
import { CELLS, createModel, largestDifference, native, perturbed, randomBatch, stack, type Sizes } from './models.ts';
import { outputsPerTarget } from './reference/losses.ts';
import { reportLargest } from './truth.ts';

const ODD_SIZES: Array<Sizes & { B: number }> = [
  { B: 1, T: 1, I: 1, H: 1, O: 1 },
  { B: 2, T: 3, I: 3, H: 2, O: 5 },
  { B: 7, T: 5, I: 17, H: 7, O: 3 },
  { B: 17, T: 9, I: 7, H: 17, O: 2 },
  { B: 33, T: 6, I: 33, H: 33, O: 3 },
];
/** Long and wide, for layers that work in panels. */
const LARGE_SIZES: Array<Sizes & { B: number }> = [
  { B: 16, T: 70, I: 1, H: 64, O: 3 },
  { B: 40, T: 130, I: 4, H: 70, O: 3 },
];
const TOLERANCE = 2e-5;
/** Small, because larger weights make a long recurrence chaotic, which no arithmetic survives. */
const MOVED = 0.02;
const DROPOUT_STEP = 3;

interface Case {
  graph: Graph;
  loss: LossSpec;
  B: number;
}

const title = ({ B, T, I, H }: Sizes & { B: number }): string => `B${B} T${T} I${I} H${H}`;
const MSE: LossSpec = { kind: 'mse' };

const CASES: Record<string, Case> = Object.fromEntries([
  ...ODD_SIZES.flatMap((sizes) => [
    ...Object.entries(GRAPHS).map(([name, build]) => [`${name}, ${title(sizes)}`, { graph: build(sizes), loss: MSE, B: sizes.B }] as const),
    ...Object.entries(LOSSES).map(
      ([name, loss]) =>
        [
          `loss ${name}, ${title(sizes)}`,
          { graph: stack('gru', { ...sizes, O: sizes.O * outputsPerTarget(loss) }), loss, B: sizes.B },
        ] as const,
    ),
  ]),
  ...LARGE_SIZES.flatMap((sizes) =>
    CELLS.map((cell) => [`${cell}, two layers, ${title(sizes)}`, { graph: stack(cell, sizes, 2), loss: MSE, B: sizes.B }] as const),
  ),
]);

async function pass({ graph, loss }: Case, batch: TensorBatch, isa: InstructionSet) {
  const model = createModel(graph, { loss }, isa);
  perturbed(model, 4, MOVED);
  const result = await model.gradients(batch, DROPOUT_STEP);
  model.dispose();
  return result;
}

function batchOf({ graph, loss, B }: Case): TensorBatch {
  const model = createModel(graph, { loss }, 'scalar');
  const horizon = model.outputs / outputsPerTarget(loss);
  model.dispose();
  return randomBatch(graph, loss, horizon, B, 21);
}

describe('instruction sets against scalar', () => {
  const others = native.info().available.filter((name) => name !== 'scalar');
  const report = reportLargest('instruction sets from scalar');
  for (const [name, of] of Object.entries(CASES))
    it(name, async () => {
      const batch = batchOf(of);
      const expected = await pass(of, batch, 'scalar');
      for (const isa of others) {
        const actual = await pass(of, batch, isa);
        const differences = [
          largestDifference('outputs', actual.outputs, expected.outputs),
          largestDifference('loss', [actual.loss], [expected.loss]),
          largestDifference('gradient', actual.gradient, expected.gradient),
        ];
        for (const { error, place } of differences) expect(error, `${isa}, ${place}`).toBeLessThan(TOLERANCE);
        report(differences, `${name} by ${isa}`);
      }
    });
});
