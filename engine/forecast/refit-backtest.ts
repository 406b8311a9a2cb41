import { PANEL_TARGET } from '../data/panel-data.ts';
import type { CatalogueModel } from '../models/forecaster.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunConfig } from '../protocol/training.ts';
import type { FitTask } from '../models/forecaster.ts';
import type { Dataset } from '../data/dataset.ts';
import { type Backtest, scoredSeries } from './backtest.ts';
import { evaluate } from './evaluate.ts';
import { networkModel } from './network-model.ts';
import { testOrigins } from './origins.ts';
import { fillReferences } from './references.ts';
import { type LeftOut, rollingForecasts } from './rolling.ts';
import { emptyScored } from './score.ts';

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
  if (forecasts.length === 0) {
    throw new ExpectedError(
      'nothing-forecast',
      `No fold of ${dataset.name} could be forecast: ${leftOut[0]?.reason ?? 'it has no series'}.`,
    );
  }
  const scored = emptyScored(forecasts.length, data.horizon, quantiles.length);
  forecasts.forEach((forecast, n) => {
    scored.series[n] = forecast.series;
    scored.fold[n] = forecast.fold;
    scored.point.model.set(forecast.points, n * data.horizon);
    scored.quantiles.set(forecast.quantiles!, n * data.horizon * quantiles.length);
  });
  const audit = forecasts.map((forecast) => forecast.audit);
  await fillReferences(scored, { series, season: data.season, audits: audit, window, signal });
  const done = { folds, stride, window, refit, quantiles, seriesIds: series.map(({ id }) => id), notes: notesOf(leftOut) };
  return { evaluation: evaluate(scored, done), audit };
}

/** The run's own configuration on a panel's one column; nothing is kept for a test, which lies after the origin already. */
function retrained(config: RunConfig): CatalogueModel {
  return networkModel('the run', 'A configuration trained anew.', () => ({
    ...config,
    data: { ...config.data, target: PANEL_TARGET, testShare: 0 },
  }));
}

/** Left-out forecasts by reason, each told once. */
function notesOf(leftOut: readonly LeftOut[]): string[] {
  const counts = new Map<string, LeftOut[]>();
  for (const one of leftOut) counts.set(one.reason, [...(counts.get(one.reason) ?? []), one]);
  return [...counts].map(([reason, members]) => {
    const where =
      members.length === 1 ? `Series "${members[0]!.seriesId}", fold ${members[0]!.fold}, was` : `${members.length} forecasts were`;
    return `${where} left out: ${reason}.`;
  });
}
