/** Training with Box-Cox, from the choice of its exponent to the exported file. */
import { describe, expect, it } from 'vitest';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import { datasetOf } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

/** A square of a trend with a season and a little that cannot be known: an exponent of one half makes its spread even. */
const squares = Float64Array.from(
  { length: 240 },
  (_, t) => (6 + 0.04 * t + Math.sin((2 * Math.PI * t) / 12) + 0.2 * Math.sin(t * t)) ** 2,
);
const data = { target: 'y', horizon: 6, context: 24, season: 12, validationShare: 0.15, testShare: 0.15, transform: 'box-cox' as const };
const wishes = { data, model: { hidden: 8 }, training: { epochs: 5, seed: 3 } };

describe('a training with Box-Cox', () => {
  it('sees nothing of the test part, nor does its exponent of the validation part', async () => {
    const { trained } = await trainQuietly(datasetOf([{ y: squares }]), wishes);
    expect(Math.abs(trained.data.lambda - 0.5)).toBeLessThan(0.15);
    for (const poison of [Number.NaN, 1e30]) {
      const spoilt = await trainQuietly(datasetOf([{ y: squares.map((value, t) => (t >= 204 ? poison : value)) }]), wishes);
      expect(spoilt.trained.data).toEqual(trained.data);
      expect(spoilt.trained.scalers).toEqual(trained.scalers);
      expect(spoilt.trained.values).toEqual(trained.values);
      expect(spoilt.trained.offsets).toEqual(trained.offsets);
    }
    const other = await trainQuietly(datasetOf([{ y: squares.map((value, t) => (t >= 168 ? 5 * value + t : value)) }]), wishes);
    expect(other.trained.data).toEqual(trained.data);
    expect(other.trained.scalers).toEqual(trained.scalers);
  });

  it('of exponent 0 is the one with logarithms, byte for byte', async () => {
    const dataset = datasetOf([{ y: squares }]);
    const power = await trainQuietly(dataset, { ...wishes, data: { ...data, lambda: 0 } });
    const logarithm = await trainQuietly(dataset, { ...wishes, data: { ...data, transform: 'log' } });
    expect(power.trained.values).toEqual(logarithm.trained.values);
    expect(power.trained.scalers).toEqual(logarithm.trained.scalers);
  });

  it('beats seasonal naive in the units of the data, and is exported as it is', async () => {
    const dataset = datasetOf([{ y: squares }]);
    const { trained } = await trainQuietly(dataset, { ...wishes, training: { epochs: 100, patience: 100 } });
    const predictor = createPredictor(loadNative(), trained, 1);
    try {
      const { evaluation } = await backtest({
        dataset,
        predictor,
        folds: null,
        stride: null,
        window: null,
        signal: new AbortController().signal,
        onProgress: () => {},
      });
      expect(evaluation.metrics.model.mase!).toBeLessThan(0.7 * evaluation.metrics.seasonalNaive.mase!);
      const windows = [120, 200, 240].map((end) => ({ target: squares.subarray(0, end), covariates: [], series: 0 }));
      const { verification } = await exportModel(trained, windows, (list) => predictor.predict(list));
      expect(verification.windowsCompared).toBe(3);
    } finally {
      predictor.dispose();
    }
  });
});
