import { describe, expect, it } from 'vitest';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import type { LossKind, ModelConfig } from '../../../engine/protocol/training.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const one = datasetOf([{ y: seasonalSeries(180) }]);
const panel = datasetOf([1, 2, 3].map((seed) => ({ y: seasonalSeries(150, 12, seed).map((value) => value * seed) })));

const MODELS: Array<[string, Partial<ModelConfig>]> = [
  ['stack', { layers: 2, bidirectional: true, dilated: true, residual: true, layerNorm: true }],
  ['stack that cannot cross', { monotone: true }],
  ['encoder-decoder', { structure: 'encoder-decoder', kind: 'lstm', layers: 2 }],
  ['encoder-decoder of both directions', { structure: 'encoder-decoder', bidirectional: true, reverseSource: true, teacherForcing: 1 }],
  ['segments', { structure: 'segments', segment: 6 }],
  ['es-rnn', { structure: 'es-rnn' }],
  ['es-rnn that cannot cross', { structure: 'es-rnn', monotone: true, layers: 2 }],
];

describe('from data to a proven file', () => {
  it.each(MODELS)('%s', async (_, model) => {
    const request = { data: { target: 'y', horizon: 12, context: 36 }, model: { hidden: 16, ...model }, training: { epochs: 40 } };
    const { trained } = await trainQuietly(one, request);
    const predictor = createPredictor(loadNative(), trained, 1);
    try {
      const never = new AbortController().signal;
      const { evaluation } = await backtest({
        dataset: one,
        predictor,
        folds: null,
        stride: null,
        window: null,
        signal: never,
        onProgress: () => {},
      });
      expect(evaluation.metrics.model.mase).toBeLessThan(evaluation.metrics.seasonalNaive.mase!);
      const windows = [36, 20, 80].map((length) => ({ target: one.numeric[0]!.values.subarray(0, length), covariates: [], series: 0 }));
      const { verification } = await exportModel(trained, windows, (list) => predictor.predict(list));
      expect(verification.windowsCompared).toBe(3);
    } finally {
      predictor.dispose();
    }
  });

  it.each<LossKind>(['mae', 'huber', 'normal'])('intervals of a network trained with %s hold what they promise', async (loss) => {
    const request = { data: { target: 'y', horizon: 6, context: 24 }, model: { hidden: 16 }, training: { loss, epochs: 60 } };
    const { trained } = await trainQuietly(one, request);
    const predictor = createPredictor(loadNative(), trained, 1);
    const never = new AbortController().signal;
    const { evaluation } = await backtest({
      dataset: one,
      predictor,
      folds: null,
      stride: null,
      window: null,
      signal: never,
      onProgress: () => {},
    });
    predictor.dispose();
    const { metrics } = evaluation;
    expect(metrics.model.coverage80).toBeGreaterThan(0.6);
    expect(metrics.model.mase).toBeLessThan(metrics.seasonalNaive.mase!);
  });
});

describe('a model that knows its series', () => {
  it.each(['stack', 'encoder-decoder', 'segments', 'es-rnn'] as const)(
    '%s: the unknown series is the mean of the known ones',
    async (structure) => {
      const { trained } = await trainQuietly(panel, {
        data: { target: 'y', horizon: 6, context: 24 },
        model: { structure, seriesEmbedding: 3, hidden: 8 },
        training: { epochs: 3 },
      });
      const { offset, shape } = trained.parameters.find(({ name }) => name === 'series.rows')!;
      expect(shape).toEqual([4, 3]);
      const rows = Array.from({ length: 4 }, (_, row) => Array.from(trained.values.subarray(offset + row * 3, offset + row * 3 + 3)));
      for (let unit = 0; unit < 3; unit++) expect(rows[0]![unit]).toBeCloseTo((rows[1]![unit]! + rows[2]![unit]! + rows[3]![unit]!) / 3, 6);

      const predictor = createPredictor(loadNative(), trained, 1);
      const window = { target: seasonalSeries(24), covariates: [] };
      const { mean } = await predictor.predict([0, 1, 2, -1].map((series) => ({ ...window, series })));
      predictor.dispose();
      expect(new Set([0, 1, 2, 3].map((n) => mean[n * 6])).size).toBe(4);
    },
  );
});
