import { PANEL_TARGET } from '../data/panel-data.ts';
import type { CatalogueModel } from '../models/forecaster.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunConfig } from '../protocol/training.ts';
import type { FitTask } from '../models/forecaster.ts';
import type { Dataset } from '../data/dataset.ts';
import { type Backtest, scoredSeries } from './backtest.ts';
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
 * calibration. The origins are those of `backtest`, and so are the scales of MASE.
 * Errors: `refit-covariates`, `series-too-short`, `too-many-folds`, `nothing-forecast`, CancelledError.
 */
export async function refitBacktest(request: RefitRequest): Promise<Backtest> {
  const { dataset, config, window, refit, core, clock, signal } = request;
  const { data, training } = config;
  if (data.covariates.length > 0) {
    throw new ExpectedError(
      'refit-covariates',
      `A backtest that trains anew reads the target alone, but this run also reads ${data.covariates.join(', ')}. Backtest it as it was trained: --refit never.`,
      { covariates: data.covariates, flag: '--refit' },
    );
  }
  const { origins, stride, folds } = testOrigins(dataset, data, request.folds, request.stride);
  const keyOf = (series: number, fold: number): string => `${series} ${fold}`;
  const wanted = new Set(origins.map((origin) => keyOf(origin.series, origin.fold)));
  const series = scoredSeries(dataset, data);
  const { quantiles, seed } = training;
  const result = await rollingForecasts({
    series: series.map(({ id, values }) => ({ id, values, season: data.season })),
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

/** The run's own configuration on a panel's one column; nothing is kept for a test, which lies after the origin already. */
function retrained(config: RunConfig): CatalogueModel {
  return networkModel('the run', 'A configuration trained anew.', () => ({
    ...config,
    data: { ...config.data, target: PANEL_TARGET, testShare: 0 },
  }));
}
