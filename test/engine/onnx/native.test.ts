import { afterAll, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import { randomModel, randomWindows } from './models.ts';

const core = loadNative();
const CELLS = [
  { kind: 'rnn', resetAfter: false },
  { kind: 'lstm', resetAfter: false },
  { kind: 'gru', resetAfter: false },
  { kind: 'gru', resetAfter: true },
] as const;

let largest = 0;
afterAll(() => expect(largest).toBeGreaterThan(0));

/** Exports against the core; a difference above the tolerance is refused and fails the test. */
async function prove(model: TrainedModel, windows: number): Promise<void> {
  const predictor = createPredictor(core, model, 1);
  try {
    const lengths = Array.from({ length: windows }, (_, i) => (i % 3 === 0 ? 1 + i : model.data.context + i));
    const { verification } = await exportModel(model, randomWindows(model, lengths), (list) => predictor.predict(list));
    expect(verification.windowsCompared).toBeGreaterThan(windows / 2);
    largest = Math.max(largest, verification.relativeDifference);
  } finally {
    predictor.dispose();
  }
}

it.each(CELLS)('the file equals the native core: $kind, reset after $resetAfter', async (cell) => {
  for (const layers of [1, 2])
    for (const loss of ['mse', 'quantile'] as const)
      for (const transform of ['none', 'log'] as const)
        for (const anchor of [false, true])
          for (const series of [['a'], ['a', 'b', 'c']]) {
            const covariates = anchor ? ['price'] : [];
            await prove(
              randomModel({
                model: { ...cell, layers, skip: anchor, dropout: 0.2 },
                data: { transform, anchor, covariates },
                loss,
                series,
              }),
              40,
            );
          }
  await prove(
    randomModel({ model: { ...cell, hidden: 64, layers: 2, skip: true }, data: { context: 168, horizon: 24, anchor: true } }),
    30,
  );
});
