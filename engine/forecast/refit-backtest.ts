import { knownPart } from '../data/index.ts';
import type { CatalogueModel, DeclaredColumns } from '../models/forecaster.ts';
import type { DataConfig, RunConfig } from '../protocol/training.ts';
import type { FitTask } from '../models/forecaster.ts';
import type { Dataset } from '../data/dataset.ts';
import { type Backtest, scoredSeries } from './backtest.ts';
import { datasetHistories, taskColumns } from './dataset-histories.ts';
import { evaluateRolling } from './evaluate-rolling.ts';
import { networkModel } from './network-model.ts';
import { testOrigins } from './origins.ts';
import { rollingForecasts } from './rolling.ts';

export interface RefitRequest extends Pick<FitTask, 'core' | 'clock' | 'signal' | 'onProgress'> {
  dataset: Dataset;
  config: RunConfig;
  folds: number | null;
  stride: number | null;
  /** Rows of a rolling window; null: expanding. */
  window: number | null;
  /** Folds between two fits. */
  refit: number;
}

/**
 * The backtest of a run's configuration, trained anew every `refit` folds on what lies before the fold's origin: weights, scalers, early stopping and
 * calibration; columns that the run reads are read by each fit as far as they were known at its origin. The origins are those of `backtest`, and so are the scales of MASE.
 * Errors: `series-too-short`, `too-many-folds`, `nothing-forecast`, CancelledError.
 */
export async function refitBacktest(request: RefitRequest): Promise<Backtest> {
  const { config, window, refit, core, clock, signal } = request;
  const { data, training } = config;
  const dataset = knownPart(request.dataset, data);
  const columns = taskColumns(dataset, declaredOf(data));
  const { origins, stride, folds } = testOrigins(dataset, data, request.folds, request.stride);
  const keyOf = (series: number, fold: number): string => `${series} ${fold}`;
  const wanted = new Set(origins.map((origin) => keyOf(origin.series, origin.fold)));
  const series = scoredSeries(dataset, data);
  const { quantiles, seed } = training;
  const result = await rollingForecasts({
    series: datasetHistories(dataset, columns, data.season, data.horizon),
    columns,
    model: retrained(config),
    plan: {
      folds,
      stride,
      horizon: data.horizon,
      window: window === null ? 'expanding' : { rows: window },
      refit,
      least: data.context + data.horizon,
    },
    quantiles,
    validationRows: null,
    context: data.context,
    seed,
    core,
    clock,
    signal,
    onProgress: request.onProgress,
  });
  const forecasts = result.forecasts
    .filter((forecast) => wanted.has(keyOf(forecast.series, forecast.fold)))
    .sort((a, b) => a.series - b.series || a.fold - b.fold);
  const leftOut = result.leftOut.filter((one) => wanted.has(keyOf(one.series, one.fold)));
  return evaluateRolling(
    { forecasts, leftOut },
    { name: dataset.name, season: data.season, series, folds, stride, window, refit, horizon: data.horizon, quantiles, signal },
  );
}

function declaredOf({ target, covariates, future, statics, categorical, calendar, sinceObserved }: DataConfig): DeclaredColumns {
  return { target, covariates, future, statics, categorical, calendar, sinceObserved };
}

/** The run's own configuration; nothing is kept for a test, which lies after the origin already. */
function retrained(config: RunConfig): CatalogueModel {
  return networkModel('the run', 'A configuration trained anew.', () => ({
    ...config,
    data: { ...config.data, testShare: 0 },
  }));
}
