import { describe, expect, it } from 'vitest';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { testOrigins } from '../../../engine/forecast/origins.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { DATA_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const data: DataConfig = {
  target: 'y',
  covariates: [],
  context: 24,
  horizon: 6,
  season: 12,
  validationShare: 0.15,
  testShare: 0.2,
  transform: 'none',
  ...DATA_DEFAULTS,
  anchor: true,
};
const open = { folds: null, stride: null, window: null, signal: new AbortController().signal, onProgress: () => {} };
const quick = { data, model: { hidden: 16 }, training: { epochs: 150, batch: 16, patience: 150 } };

describe('testOrigins', () => {
  const dataset = datasetOf([{ y: seasonalSeries(200) }]);

  it('lie in the test part, stride apart, the last one h before the end', () => {
    const { origins } = testOrigins(dataset, data, 5, 3);
    expect(origins.map(({ known }) => known)).toEqual([182, 185, 188, 191, 194]);
  });

  it('spread over the test part where the stride is left open', () => {
    const { origins, stride } = testOrigins(dataset, data, 5, null);
    expect(stride).toBe(8);
    expect(origins[0]!.known).toBe(162);
    expect(origins[0]!.known).toBeGreaterThanOrEqual(160);
  });

  it('refuse to reach back into rows that training or validation used', () => {
    expect(() => testOrigins(dataset, data, 10, 6)).toThrow(ExpectedError);
    expect(() => testOrigins(dataset, data, 10, 6)).toThrow(/need 60 test rows.*keeps 40.*at most 6 folds/);
  });
});

describe('backtest', () => {
  it('a trained network beats seasonal naive on a trend with a season, with intervals that hold', async () => {
    const dataset = datasetOf([{ y: seasonalSeries(300) }]);
    const { trained } = await trainQuietly(dataset, quick);
    const predictor = createPredictor(loadNative(), trained, 1);
    const { evaluation } = await backtest({ ...open, dataset, predictor });
    expect(evaluation.verdict.beatsSeasonalNaive).toBe(true);
    expect(evaluation.metrics.model.mase!).toBeLessThan(0.5 * evaluation.metrics.seasonalNaive.mase!);
    expect(evaluation.metrics.model.coverage80!).toBeGreaterThan(0.6);
    expect(evaluation.maeByStep.model).toHaveLength(6);
    expect(evaluation.points).toBe(evaluation.folds * 6);
  });

  it('sees nothing after an origin: poisoned future values change no forecast', async () => {
    const clean = seasonalSeries(200);
    const dataset = datasetOf([{ y: clean, x: seasonalSeries(200, 12, 5) }]);
    const wanted = { ...quick, data: { ...data, covariates: ['x'] }, training: { ...quick.training, epochs: 5 } };
    const { trained } = await trainQuietly(dataset, wanted);
    for (const poison of [Number.NaN, 1e30]) {
      const spoilt = (values: Float64Array): Float64Array => values.map((value, t) => (t >= 160 ? poison : value));
      const poisoned = datasetOf([{ y: spoilt(clean), x: spoilt(seasonalSeries(200, 12, 5)) }]);
      const again = await trainQuietly(poisoned, wanted);
      expect(again.trained.values).toEqual(trained.values);
      expect(again.trained.scalers).toEqual(trained.scalers);
      expect(again.trained.offsets).toEqual(trained.offsets);
    }
  });

  it('leaves out origins without an observed context, and says so', async () => {
    const gappy = seasonalSeries(200).map((value, t) => (t >= 150 && t < 182 ? Number.NaN : value));
    const dataset = datasetOf([{ y: gappy }]);
    const { trained } = await trainQuietly(dataset, { ...quick, training: { ...quick.training, epochs: 3 } });
    const { evaluation } = await backtest({ ...open, dataset, predictor: createPredictor(loadNative(), trained, 1), stride: 1 });
    expect(evaluation.notes[0]).toMatch(/origins have no observed value/);
    expect(evaluation.metrics.model.mae).not.toBeNaN();
  });

  it('answers a cancel', async () => {
    const dataset = datasetOf([{ y: seasonalSeries(200) }]);
    const { trained } = await trainQuietly(dataset, { ...quick, training: { ...quick.training, epochs: 1 } });
    const predictor = createPredictor(loadNative(), trained, 1);
    await expect(backtest({ ...open, dataset, predictor, signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CancelledError);
  });
});
