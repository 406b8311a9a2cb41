import { afterAll, describe, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import type { LossKind, Structure } from '../../../engine/protocol/training.ts';
import { randomModel, randomWindows } from './models.ts';
import { OPERATION_NAMES, operationModels } from './operations.ts';
import { CELLS, OPTIONS, STRUCTURES } from './structures.ts';

const core = loadNative();

const largest = new Map<string, number>();
afterAll(() => {
  largest.forEach((difference, name) => console.log(`${name}: largest difference from the core ${difference.toExponential(1)}`));
  expect(Math.min(...largest.values())).toBeGreaterThan(0);
});

/** Exports against the core; a difference above the tolerance is refused and fails the test. */
async function prove(name: string, model: TrainedModel, windows: number, words = ''): Promise<void> {
  const predictor = createPredictor(core, model, 1);
  try {
    const lengths = Array.from({ length: windows }, (_, i) => (i % 3 === 0 ? 1 + i : model.data.context + i));
    const { verification } = await exportModel(model, randomWindows(model, lengths), (list) => predictor.predict(list));
    expect(verification.windowsCompared, words).toBeGreaterThan(windows / 2);
    largest.set(name, Math.max(largest.get(name) ?? 0, verification.relativeDifference));
  } catch (error) {
    throw new Error(`${words}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    predictor.dispose();
  }
}

describe('the file equals the native core', () => {
  it.each(CELLS)('what surrounds the network: $kind, reset after $resetAfter', async (cell) => {
    for (const layers of [1, 2])
      for (const loss of ['mse', 'quantile'] as const)
        for (const transform of ['none', 'log', 'box-cox'] as const)
          for (const anchor of [false, true])
            for (const series of [['a'], ['a', 'b', 'c']]) {
              const model = { ...cell, layers, skip: anchor, dropout: 0.2 };
              const data = { transform, lambda: layers === 1 ? -0.3 : 0.4, anchor, covariates: anchor ? ['price'] : [] };
              await prove('stack', randomModel({ model, data, loss, series }), 40);
            }
    const model = { ...cell, hidden: 64, layers: 2, skip: true };
    await prove('stack', randomModel({ model, data: { context: 168, horizon: 24, anchor: true } }), 30);
  });

  it.each(OPERATION_NAMES)('operation %s', async (op) => {
    for (const [words, model] of operationModels(op)) await prove('operations', model, 20, words);
  });

  const distributions: LossKind[] = ['normal', 'studentT', 'negativeBinomial'];
  const lossesOf = (structure: Structure, turn: number): LossKind[] => {
    if (structure === 'deepar') return [distributions[turn % 3]!];
    return turn === 0 ? ['quantile', 'mse', 'mae', 'huber', ...distributions] : [(['quantile', 'normal'] as const)[turn % 2]!];
  };
  for (const structure of STRUCTURES)
    it.each(CELLS)(`${structure}, every option: $kind, reset after $resetAfter`, async (cell) => {
      for (const [turn, options] of OPTIONS[structure].entries())
        for (const loss of lossesOf(structure, turn)) {
          const model = { ...cell, structure, hidden: 5 + turn, dropout: 0.1, ...options };
          const data = {
            context: 12,
            horizon: 7,
            season: turn % 4 === 1 ? 1 : 5,
            anchor: turn % 3 > 0 && loss !== 'negativeBinomial',
            covariates: turn % 2 === 0 ? ['price'] : [],
          };
          const series = options.seriesEmbedding === undefined ? ['a'] : ['a', 'b', 'c'];
          // Every window of a deepar is 200 paths.
          const windows = structure === 'deepar' ? 8 : 40;
          await prove(structure, randomModel({ model, data, loss, series, seed: turn }), windows, `${loss} ${JSON.stringify(options)}`);
        }
    });
});
