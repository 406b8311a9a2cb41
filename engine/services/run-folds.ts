import { knownPart } from '../data/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { splitSeries } from '../data/split.ts';
import { scoredSeries } from '../forecast/backtest.ts';
import { type Origin, testOrigins } from '../forecast/origins.ts';
import type { Predictor } from '../forecast/predict.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { describeResiduals } from '../forecast/residuals.ts';
import { coverage, mae } from '../metrics/index.ts';
import { baselines } from '../models/index.ts';
import { fitLocalRidge } from '../models/ridge/index.ts';
import { isObserved } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Measure } from '../protocol/evaluation.ts';
import type { FoldForecast, FoldReport } from '../protocol/forecasts.ts';
import { numericColumn } from '../train/columns.ts';
import type { EngineContext } from './context.ts';
import { surroundings } from './make-forecast.ts';
import { withPredictor } from './with-predictor.ts';

/** One-step-ahead errors looked at, the last ones. */
const MOST_RESIDUALS = 2000;

/**
 * The forecasts of a run's backtest of one series, the first where none is named, from the origins of the stored evaluation; and the errors of
 * the first step from every origin of the test part. Errors: those of `withPredictor`, `unknown-series`, `series-too-short`.
 */
export function runFolds(context: EngineContext, runId: string, seriesId: string | undefined, signal: AbortSignal): Promise<FoldReport> {
  return withPredictor(context, runId, signal, async (predictor, whole, { summary }) => {
    const { data, quantiles } = predictor.model;
    const dataset = knownPart(whole, data);
    const series = seriesId === undefined ? 0 : dataset.series.findIndex(({ id }) => id === seriesId);
    if (series < 0) throw new ExpectedError('unknown-series', `${dataset.name} has no series "${seriesId}".`, { seriesId });
    const { folds = null, stride = null, measure = 'MAE' } = summary.evaluation ?? {};
    const origins = observedOrigins(testOrigins(dataset, data, folds, stride).origins, dataset, predictor, series);
    return {
      runId,
      seriesId: dataset.series[series]!.id,
      measure,
      quantiles,
      hasTime: dataset.hasTime,
      folds: await foldsOf(dataset, predictor, origins, measure),
      residuals: await residualsOf(dataset, predictor, series),
    };
  });
}

function observedOrigins(origins: readonly Origin[], dataset: Dataset, predictor: Predictor, series: number): Origin[] {
  return origins.filter((origin) => origin.series === series && isObserved(predictor.model, rawWindow(dataset, predictor, origin).target));
}

async function foldsOf(dataset: Dataset, predictor: Predictor, origins: readonly Origin[], measure: Measure): Promise<FoldForecast[]> {
  const [first] = origins;
  if (first === undefined) return [];
  const { data, quantiles: levels } = predictor.model;
  const { horizon, season, target } = data;
  const { offset, length } = dataset.series[first.series]!;
  const values = numericColumn(dataset, target).values.subarray(offset, offset + length);
  const divisor = measure === 'MASE' ? scoredSeries(dataset, data)[first.series]!.scale : 1;
  // As in the backtest: ridge is fitted to the rows that training and validation read.
  const ridge = fitLocalRidge(values.subarray(0, splitSeries(length, data)?.validationEnd ?? first.known), horizon, season);
  const { quantiles, mean } = await predictor.predict(origins.map((origin) => rawWindow(dataset, predictor, origin)));
  const width = horizon * levels.length;
  const [lower, middle, upper] = [0.1, 0.5, 0.9].map((level) => levels.indexOf(level));
  return origins.map(({ series, fold, known }, n): FoldForecast => {
    const own = quantiles.slice(n * width, (n + 1) * width);
    const column = (q: number): Float64Array => Float64Array.from({ length: horizon }, (_, k) => own[k * levels.length + q] ?? Number.NaN);
    const actual = values.slice(known, known + horizon);
    const naive = baselines.seasonalNaive(values.subarray(0, known), horizon, season);
    const covered = lower! < 0 || upper! < 0 ? Number.NaN : coverage(actual, column(lower!), column(upper!));
    return {
      fold,
      actual,
      values: own,
      mean: mean.slice(n * horizon, (n + 1) * horizon),
      seasonalNaive: naive,
      ridge: ridge(values.subarray(0, known), horizon, season),
      ...surroundings(dataset, { series, known }, target, horizon, Math.max(2 * horizon, 2 * season)),
      error: mae(actual, column(middle!)) / divisor,
      naiveError: mae(actual, naive) / divisor,
      coverage80: Number.isNaN(covered) ? null : covered,
    };
  });
}

/** Errors of the first step, actual minus median, from every origin of the series' test part. */
async function residualsOf(dataset: Dataset, predictor: Predictor, series: number): Promise<FoldReport['residuals']> {
  const { data, quantiles: levels } = predictor.model;
  const { offset, length } = dataset.series[series]!;
  const split = splitSeries(length, data);
  const from = split === null ? length : Math.max(split.validationEnd, length - MOST_RESIDUALS);
  const origins = Array.from({ length: length - from }, (_, k) => ({ series, known: from + k }));
  const target = numericColumn(dataset, data.target).values;
  const seen = origins.map((origin) => rawWindow(dataset, predictor, origin));
  const { quantiles } = await predictor.predict(seen);
  const width = data.horizon * levels.length;
  const middle = levels.indexOf(0.5);
  return describeResiduals(
    dataset.time.slice(offset + from, offset + length),
    Float64Array.from(origins, ({ known }, n) => target[offset + known]! - quantiles[n * width + middle]!),
    data.season,
  );
}
