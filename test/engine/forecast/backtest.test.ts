import { describe, expect, it } from 'vitest';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { testOrigins } from '../../../engine/forecast/origins.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { judge } from '../../../engine/forecast/verdict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import type { DataConfig, Metrics } from '../../../engine/protocol/training.ts';
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
  scaling: 'series',
  anchor: true,
};
const signal = new AbortController().signal;
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
    const evaluation = await backtest({ dataset, predictor, folds: null, stride: null, signal, onProgress: () => {} });
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
    const evaluation = await backtest({
      dataset,
      predictor: createPredictor(loadNative(), trained, 1),
      folds: null,
      stride: 1,
      signal,
      onProgress: () => {},
    });
    expect(evaluation.notes[0]).toMatch(/origins have no observed value/);
    expect(evaluation.metrics.model.mae).not.toBeNaN();
  });

  it('answers a cancel', async () => {
    const dataset = datasetOf([{ y: seasonalSeries(200) }]);
    const { trained } = await trainQuietly(dataset, { ...quick, training: { ...quick.training, epochs: 1 } });
    const predictor = createPredictor(loadNative(), trained, 1);
    await expect(
      backtest({ dataset, predictor, folds: null, stride: null, signal: AbortSignal.abort(), onProgress: () => {} }),
    ).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('verdict', () => {
  const metrics = (mase: number | null, mae = 1): Metrics => ({ mae, rmse: 1, smape: 1, mase, pinball: null, coverage80: null });
  const all = (model: Metrics, seasonalNaive: Metrics) => ({ model, seasonalNaive, naive: metrics(3), drift: metrics(3) });

  it('says yes and by how much', () => {
    const verdict = judge(all(metrics(0.6), metrics(0.8)), 5, 1);
    expect(verdict.skill).toBeCloseTo(0.25, 12);
    expect(verdict.sentence).toBe('Beats seasonal naive by 25.0 %: MASE 0.600 against 0.800 over 5 folds.');
  });

  it('says no first, and what to do', () => {
    const verdict = judge(all(metrics(1), metrics(0.8)), 1, 3);
    expect(verdict.beatsSeasonalNaive).toBe(false);
    expect(verdict.sentence).toMatch(/^Does not beat seasonal naive: MASE 1.00 against 0.800 over 1 fold of 3 series, 25.0 % worse/);
  });

  it('says when an even simpler method is better than the model', () => {
    const verdict = judge({ model: metrics(0.7), seasonalNaive: metrics(0.8), naive: metrics(0.6), drift: metrics(0.5) }, 5, 1);
    expect(verdict.beatsSeasonalNaive).toBe(true);
    expect(verdict.sentence).toMatch(/by 12.5 %.*The drift method is better still: MASE 0.500\.$/);
  });

  it('compares MAE where MASE is undefined', () => {
    expect(judge(all(metrics(null, 2), metrics(null, 4)), 2, 1).skill).toBe(0.5);
  });
});
