import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { refitBacktest } from '../../../engine/forecast/refit-backtest.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';
import { stillClock } from '../../helpers/still-clock.ts';

const wanted = { data: { target: 'y', horizon: 4, context: 12 }, model: { hidden: 4 }, training: { epochs: 2, threads: 1 } };
const dataset = datasetOf([{ y: seasonalSeries(120) }, { y: seasonalSeries(90, 12, 2) }]);
const signal = new AbortController().signal;
const never = { folds: 3, stride: 4, window: null, signal, onProgress: () => {} };
const refitted = (data: Dataset, others: Partial<Parameters<typeof refitBacktest>[0]> = {}) =>
  refitBacktest({
    ...never,
    dataset: data,
    config: resolveConfig(data, { datasetId: 'd', ...wanted }),
    refit: 1,
    core: loadNative,
    clock: stillClock,
    ...others,
  });

describe('a backtest that trains anew', () => {
  it('has the origins and the simple methods of the backtest as trained, and fits that end at each origin', async () => {
    const { trained } = await trainQuietly(dataset, wanted);
    const predictor = createPredictor(loadNative(), trained, 1);
    const once = await backtest({ ...never, dataset, predictor });
    predictor.dispose();
    const anew = await refitted(dataset);
    const origins = ({ audit }: typeof anew) => audit.map(({ seriesId, fold, origin }) => `${seriesId} ${fold} ${origin}`).sort();
    expect(origins(anew)).toEqual(origins(once));
    expect(anew.evaluation.metrics.seasonalNaive).toEqual(once.evaluation.metrics.seasonalNaive);
    expect(anew.evaluation.points).toBe(once.evaluation.points);
    expect([once.evaluation.refit, anew.evaluation.refit]).toEqual([null, 1]);
    for (const { origin, fitted, fold, fit } of anew.audit) {
      expect(fitted).toEqual({ from: 0, to: origin });
      expect(fit).toBe(fold);
    }
    // As trained: 15 % of 120 and of 90 rows are the test part.
    expect(once.audit.map(({ fitted }) => fitted!.to)).toEqual([102, 102, 102, 76, 76, 76]);
    expect(once.audit[0]).toMatchObject({ seriesId: 's0', origin: 108, seen: { from: 96, to: 108 } });
  });

  it('a rolling window bounds what is fitted and what is seen', async () => {
    const { audit, evaluation } = await refitted(dataset, { window: 60, refit: 2 });
    expect(evaluation.window).toBe(60);
    expect(audit.filter(({ seriesId }) => seriesId === 's0').map(({ fit, fitted, seen }) => [fit, fitted, seen])).toEqual([
      [0, { from: 48, to: 108 }, { from: 48, to: 108 }],
      [0, { from: 48, to: 108 }, { from: 52, to: 112 }],
      [1, { from: 56, to: 116 }, { from: 56, to: 116 }],
    ]);
  });

  it('sees nothing after an origin: the first fold is the same whatever comes after its horizon', async () => {
    const clean = await refitted(dataset);
    const config = resolveConfig(dataset, { datasetId: 'd', ...wanted });
    for (const poison of [Number.NaN, 1e30, -1e30]) {
      const spoilt = datasetOf([
        { y: seasonalSeries(120).map((value, t) => (t < 112 ? value : poison)) },
        { y: seasonalSeries(90, 12, 2).map((value, t) => (t < 82 ? value : poison)) },
      ]);
      const again = await refitted(spoilt, { config });
      expect(again.evaluation.byFold[0]).toEqual(clean.evaluation.byFold[0]);
    }
  });

  it('reads the columns that the run reads, each as far as it was known: those ahead to the last step', async () => {
    const columns = (poison: number | null) => {
      const after = (values: Float64Array, row: number, by: number | null): Float64Array =>
        values.map((value, t) => (by === null || t < row ? value : by));
      // The first of three folds, four steps apart, is forecast from row 108. Where the target is observed decides where folds lie.
      return {
        y: after(seasonalSeries(120), 112, poison === null ? null : -1e30),
        x: after(seasonalSeries(120, 12, 3), 108, poison),
        plan: after(seasonalSeries(124, 5, 4), 112, poison),
      };
    };
    const madeOf = ({ y, x, plan }: ReturnType<typeof columns>): Dataset => {
      const longer = (values: Float64Array): Float64Array => Float64Array.from({ length: 124 }, (_, t) => values[t] ?? Number.NaN);
      return datasetOf([{ y: longer(y), x: longer(x), plan }]);
    };
    const both = madeOf(columns(null));
    const config = resolveConfig(both, { datasetId: 'd', ...wanted, data: { ...wanted.data, covariates: ['x'], future: ['plan'] } });
    const clean = await refitted(both, { config });
    expect(clean.audit.map(({ origin, seen, ahead }) => ({ origin, seen, ahead }))).toEqual(
      [108, 112, 116].map((origin) => ({ origin, seen: { from: 0, to: origin }, ahead: { from: 0, to: origin + 4 } })),
    );
    for (const poison of [Number.NaN, 1e30]) {
      const again = await refitted(madeOf(columns(poison)), { config });
      expect(again.evaluation.byFold[0]).toEqual(clean.evaluation.byFold[0]);
    }
  });

  it('leaves out the series that the backtest as trained leaves out', async () => {
    const short = datasetOf([{ y: seasonalSeries(120) }, { y: seasonalSeries(20, 12, 2) }]);
    const config = resolveConfig(dataset, { datasetId: 'd', ...wanted });
    const { evaluation, audit } = await refitted(short, { config });
    expect(evaluation.seriesCount).toBe(1);
    expect(audit.map(({ seriesId }) => seriesId)).toEqual(['s0', 's0', 's0']);
  });

  it('names what could not be forecast', async () => {
    const silent = datasetOf([{ y: seasonalSeries(120) }, { y: new Float64Array(90).fill(Number.NaN) }]);
    const config = resolveConfig(dataset, { datasetId: 'd', ...wanted });
    const { evaluation } = await refitted(silent, { config });
    expect(evaluation.seriesCount).toBe(1);
    expect(evaluation.notes).toContain('3 forecasts of series "s1" were left out: no value of the target is known before the fold.');
  });
});
