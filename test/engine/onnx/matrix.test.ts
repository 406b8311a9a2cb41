import { describe, expect, it } from 'vitest';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import { againstReference } from './compare.ts';
import { randomModel, randomWindows } from './models.ts';

const CELLS = [
  { kind: 'rnn', resetAfter: false },
  { kind: 'lstm', resetAfter: false },
  { kind: 'gru', resetAfter: false },
  { kind: 'gru', resetAfter: true },
] as const;
const BOTH = [false, true];

/** Every combination of what changes the steps around the network, for one cell and depth. */
function* models(cell: (typeof CELLS)[number], layers: number): Generator<[string, TrainedModel]> {
  for (const loss of ['mse', 'quantile'] as const)
    for (const transform of ['none', 'log', 'box-cox'] as const)
      for (const skip of BOTH)
        for (const anchor of BOTH)
          for (const panel of BOTH)
            for (const covariates of [[], ['price', 'heat']])
              for (const large of transform === 'none' ? BOTH : [false]) {
                const words = [
                  loss,
                  transform,
                  skip && 'skip',
                  anchor && 'anchor',
                  panel && 'panel',
                  covariates.length > 0 && 'covariates',
                  large && 'large',
                ];
                const model = randomModel({
                  model: { ...cell, layers, skip, hidden: 5, dropout: 0.1 },
                  data: { context: 12, horizon: 4, transform, lambda: skip ? -0.3 : 0.4, anchor, covariates },
                  loss,
                  series: panel ? ['a', 'b', 'c'] : ['a'],
                  ...(large ? { target: { centre: 20_000, scale: 3 } } : {}),
                });
                yield [words.filter(Boolean).join(' '), model];
              }
}

describe('the exported file computes the steps of TrainedModel', () => {
  for (const cell of CELLS) {
    for (const layers of [1, 2]) {
      it(`${cell.kind}${cell.resetAfter ? ' reset after' : ''}, ${layers} layers: every loss, transform, skip, anchor, panel, covariates`, async () => {
        for (const [words, model] of models(cell, layers)) {
          const windows = randomWindows(model, [1, 2, 11, 12, 13, 62, 12], { gaps: 0.15 });
          const result = await againstReference(model, windows);
          expect(result.relativeDifference, `${words}: ${JSON.stringify(result.worst)}`).toBeLessThanOrEqual(TOLERANCE);
          expect(result.windowsCompared, words).toBeGreaterThan(4);
        }
      });
    }
  }

  it('a larger network over a longer context', async () => {
    for (const cell of CELLS) {
      const model = randomModel({
        model: { ...cell, hidden: 64, layers: 2, skip: true },
        data: { context: 168, horizon: 24, anchor: true },
      });
      const result = await againstReference(model, randomWindows(model, [168, 168, 20]));
      expect(result.relativeDifference, JSON.stringify(result.worst)).toBeLessThanOrEqual(TOLERANCE);
    }
  });

  it('one level, and a horizon and a context of one step', async () => {
    const model = randomModel({ quantiles: [0.5], data: { context: 1, horizon: 1, anchor: true } });
    const result = await againstReference(model, randomWindows(model, [1, 2, 5], { gaps: 0 }));
    expect(result.relativeDifference).toBeLessThanOrEqual(TOLERANCE);
  });
});
