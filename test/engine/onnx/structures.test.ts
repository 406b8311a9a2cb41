import { afterAll, describe, expect, it } from 'vitest';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import type { LossKind, Structure } from '../../../engine/protocol/training.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import { againstReference } from './compare.ts';
import { randomModel, randomWindows } from './models.ts';
import { CELLS, OPTIONS, STRUCTURES } from './structures.ts';

const DISTRIBUTIONS: LossKind[] = ['normal', 'studentT', 'negativeBinomial'];
const LOSSES: LossKind[] = ['quantile', 'normal', 'mse', 'mae', 'huber'];

/** All, or where they take long in turns. */
function lossesOf(structure: Structure, turn: number): LossKind[] {
  const distribution = DISTRIBUTIONS[turn % DISTRIBUTIONS.length]!;
  return structure === 'deepar' ? [distribution] : [...new Set([...LOSSES, distribution])];
}

/** Each option with each loss; what surrounds the network takes turns. */
function* models(structure: Structure, cell: (typeof CELLS)[number]): Generator<[string, TrainedModel]> {
  let turn = 0;
  for (const [index, options] of OPTIONS[structure].entries())
    for (const loss of lossesOf(structure, index)) {
      turn++;
      const panel = options.seriesEmbedding !== undefined || turn % 2 === 0;
      const counts = loss === 'negativeBinomial';
      const anchor = turn % 3 > 0 && !counts;
      const model = randomModel({
        model: { ...cell, structure, hidden: 5, dropout: 0.1, ...options },
        data: {
          context: 12,
          horizon: 7,
          season: turn % 4 === 1 ? 1 : 5,
          anchor,
          transform: turn % 4 === 0 && !counts && !(structure === 'deepar' && loss === 'studentT') ? 'log' : 'none',
          covariates: turn % 5 === 0 ? ['price', 'heat'] : [],
        },
        loss,
        series: panel ? ['a', 'b', 'c'] : ['a'],
        seed: turn,
      });
      yield [`${loss} ${JSON.stringify(options)}`, model];
    }
}

const largest = new Map<string, number>();
afterAll(() =>
  largest.forEach((difference, name) => console.log(`${name}: largest difference from float64 ${difference.toExponential(1)}`)),
);

describe.each(STRUCTURES)('%s', (structure) => {
  it.each(CELLS)('every option and loss as in float64: $kind, reset after $resetAfter', async (cell) => {
    for (const [words, model] of models(structure, cell)) {
      const result = await againstReference(model, randomWindows(model, [1, 2, 11, 12, 13, 62, 12], { gaps: 0.15 }));
      expect(result.relativeDifference, `${words}: ${JSON.stringify(result.worst)}`).toBeLessThanOrEqual(TOLERANCE);
      expect(result.windowsCompared, words).toBeGreaterThan(4);
      largest.set(structure, Math.max(largest.get(structure) ?? 0, result.relativeDifference));
    }
  });
});

it('a long horizon, step by step', async () => {
  for (const cell of CELLS) {
    const model = randomModel({
      model: { ...cell, structure: 'encoder-decoder', hidden: 16, layers: 2, skip: true, teacherForcing: 0.5 },
      data: { context: 48, horizon: 168, anchor: true },
    });
    const result = await againstReference(model, randomWindows(model, [48, 48, 20]));
    expect(result.relativeDifference, JSON.stringify(result.worst)).toBeLessThanOrEqual(TOLERANCE);
  }
});
