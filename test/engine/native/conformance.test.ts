import { describe, expect, it } from 'vitest';

import { CELLS, createModel, largestDifference, native, noise, perturbed, stack } from './models.ts';

const ODD_SIZES: Array<{ B: number; I: number; H: number; T: number }> = [
  { B: 1, I: 1, H: 1, T: 3 },
  { B: 2, I: 3, H: 2, T: 2 },
  { B: 3, I: 5, H: 3, T: 5 },
  { B: 5, I: 2, H: 5, T: 7 },
  { B: 7, I: 17, H: 7, T: 4 },
  { B: 17, I: 7, H: 17, T: 9 },
  { B: 33, I: 33, H: 33, T: 6 },
  { B: 16, I: 1, H: 64, T: 70 },
  { B: 40, I: 4, H: 70, T: 130 },
];
const TOLERANCE = 2e-5;

for (const isa of native.info().available.filter((name) => name !== 'scalar'))
  describe(`${isa} against scalar`, () => {
    for (const cell of CELLS)
      for (const { B, I, H, T } of ODD_SIZES)
        it(`${cell} B${B} I${I} H${H} T${T}, two layers`, async () => {
          const graph = stack(cell, { T, I, H, O: 3 }, 2);
          const x = noise(B * T * I, 1);
          const y = noise(B * 3, 2);
          const results = await Promise.all(
            [isa, 'scalar' as const].map((name) => {
              const model = createModel(graph, {}, name);
              // Small, because larger weights make a long recurrence chaotic, which no arithmetic survives.
              perturbed(model, 4, 0.02);
              return model.gradients({ x, y, batch: B });
            }),
          );
          const [actual, expected] = results as [(typeof results)[0], (typeof results)[0]];
          for (const { error, place } of [
            largestDifference('outputs', actual.outputs, expected.outputs),
            largestDifference('loss', [actual.loss], [expected.loss]),
            largestDifference('gradient', actual.gradient, expected.gradient),
          ])
            expect(error, place).toBeLessThan(TOLERANCE);
        });
  });
