import { yieldToEventLoop } from '../base/async.ts';
import type { Dataset } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { scoredSeries } from '../forecast/backtest.ts';
import { foldOrigins } from '../forecast/rolling-plan.ts';
import { whatIf } from '../explain/what-if.ts';
import { seasonalScale } from '../metrics/index.ts';
import { baselines } from '../models/index.ts';
import { fitLocalRidge } from '../models/ridge/index.ts';
import { meanWeights } from '../models/trained.ts';
import { type KeptForecast, type NewForecast, saveForecast } from '../project/forecast-folder.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { ForecastOrigin, KeptSeries, MethodBacktest, Scenario } from '../protocol/forecasts.ts';
import type { ForecastResult, SeriesForecast } from '../protocol/training.ts';
import { numericColumn } from '../train/columns.ts';
import type { EngineContext } from './context.ts';
import { lastWindow } from './last-window.ts';
import { makeForecast, surroundings } from './make-forecast.ts';
import type { MadeForecast } from './made-forecasts.ts';
import { withPredictor } from './with-predictor.ts';

/** Numbers of the past that are kept beside a forecast, over all series, and steps a series at least. */
const MOST_HISTORY = 400_000;
const LEAST_HISTORY = 24;

/**
 * Makes a forecast and keeps it in the workspace, with the tail of what was known and the forecasts of simple methods from the same rows.
 * Errors: `no-workspace`, `nothing-forecast`, `unknown-run`, `unknown-forecast`, and those of forecasting and writing.
 */
export async function keepForecast(
  context: EngineContext,
  origin: ForecastOrigin,
  name: string | undefined,
  signal: AbortSignal,
): Promise<KeptForecast> {
  const { workspace, clock } = context;
  if (workspace === null) throw new ExpectedError('no-workspace', 'No workspace is open to keep a forecast in. Open a folder first.');
  const made = origin.kind === 'run' ? await ofRun(context, origin, signal) : await ofMethod(context, context.made.get(origin.id), signal);
  if (made.forecast.series.length === 0) {
    const [first] = made.forecast.skipped;
    throw new ExpectedError(
      'nothing-forecast',
      `No series could be forecast${first ? `: ${first.seriesId}: ${first.reason}` : ''}. Nothing was kept.`,
    );
  }
  const { forecast, dataset, backtest } = made;
  return saveForecast(workspace.path, { ...forecast, name: name ?? forecast.name }, dataset, clock, backtest);
}

interface Made {
  forecast: NewForecast;
  dataset: Parameters<typeof saveForecast>[2];
  /** Of a method; a run's model can be asked again. */
  backtest?: MethodBacktest;
}

function ofRun(context: EngineContext, { runId, scenario }: Extract<ForecastOrigin, { kind: 'run' }>, signal: AbortSignal): Promise<Made> {
  return withPredictor(context, runId, signal, async (predictor, dataset, { summary, dataset: reference }) => {
    const { data } = predictor.model;
    const known = knownPart(dataset, data);
    const history = tailOf(dataset, data.horizon, data.season);
    const plain = await makeForecast(runId, dataset, predictor, history);
    const result = scenario === undefined ? plain : await supposed(plain, scenario);
    const scales = new Map(scoredSeries(known, data).map(({ id, scale }) => [id, scale]));
    const series = await beside(known, data.target, data.season, result.series, (id) => scales.get(id) ?? Number.NaN, signal);
    const name = summary.name;
    const forecast = about(name, { kind: 'run', runId, runName: name }, dataset, data.season, result, series, summary.evaluation);
    return { forecast: { ...forecast, scenario: scenario ?? null }, dataset: reference };

    /** The forecast of one series had its covariates been others. */
    async function supposed(base: ForecastResult, { seriesId, changes }: Scenario): Promise<ForecastResult> {
      const { window } = lastWindow(dataset, predictor, seriesId);
      const { changed: values } = await whatIf(predictor, window, changes);
      const weights = meanWeights(predictor.model.quantiles);
      const width = weights.length;
      const mean = Float64Array.from({ length: data.horizon }, (_, k) =>
        weights.reduce((sum, weight, q) => sum + weight * values[k * width + q]!, 0),
      );
      return {
        ...base,
        skipped: [],
        series: base.series.filter((one) => one.seriesId === seriesId).map((one) => ({ ...one, values, mean })),
      };
    }
  });
}

async function ofMethod({ datasets }: EngineContext, made: MadeForecast, signal: AbortSignal): Promise<Made> {
  const { result, dataset, season, datasetId } = made;
  const { horizon, target } = result.forecast;
  const { values } = numericColumn(dataset, target);
  const places = new Map(dataset.series.map(({ id }, index) => [id, index]));
  const history = tailOf(dataset, horizon, season);
  const withTail = result.forecast.series.map((one): SeriesForecast => {
    const index = places.get(one.seriesId)!;
    return { ...one, ...surroundings(dataset, { series: index, known: dataset.series[index]!.length }, target, horizon, history) };
  });
  const { folds, stride } = result.evaluation;
  const scaleOf = (id: string): number => {
    const { offset, length } = dataset.series[places.get(id)!]!;
    const first = Math.max(0, foldOrigins(length, { folds, stride, horizon })[0]!);
    return seasonalScale(values.subarray(offset, offset + first), season);
  };
  const series = await beside(dataset, target, season, withTail, scaleOf, signal);
  const forecast = about(
    `${result.model} of ${dataset.name}`,
    { kind: 'method', method: result.model },
    dataset,
    season,
    result.forecast,
    series,
    result.evaluation,
  );
  const { summary } = await datasets.get(datasetId, signal);
  const { id, name, path, bytes, hash, settings } = summary;
  return { forecast, dataset: { id, name, path, bytes, hash, settings }, backtest: made.backtest };
}

/** Steps of the past that are kept of each series: a few horizons and two seasons, fewer where there are many series. */
function tailOf({ series }: Dataset, horizon: number, season: number): number {
  const wanted = Math.max(4 * horizon, 2 * season, LEAST_HISTORY);
  return Math.min(wanted, Math.max(LEAST_HISTORY, Math.floor(MOST_HISTORY / Math.max(1, series.length))));
}

/** The series beside what simple methods forecast from all that was known. Error: CancelledError. */
async function beside(
  known: Dataset,
  target: string,
  season: number,
  forecasts: readonly SeriesForecast[],
  scaleOf: (id: string) => number,
  signal: AbortSignal,
): Promise<KeptSeries[]> {
  const { values } = numericColumn(known, target);
  const places = new Map(known.series.map((one) => [one.id, one]));
  const kept: KeptSeries[] = [];
  for (const one of forecasts) {
    await yieldToEventLoop();
    if (signal.aborted) throw new CancelledError();
    const { offset, length } = places.get(one.seriesId)!;
    const history = values.subarray(offset, offset + length);
    const horizon = one.time.length;
    kept.push({
      ...one,
      seasonalNaive: baselines.seasonalNaive(history, horizon, season),
      ridge: fitLocalRidge(history, horizon, season)(history, horizon, season),
      scale: scaleOf(one.seriesId),
    });
  }
  return kept;
}

function about(
  name: string,
  source: NewForecast['source'],
  { hasTime, frequency, settings }: Dataset,
  season: number,
  { target, horizon, skipped, notes }: Omit<ForecastResult, 'runId' | 'series'>,
  series: KeptSeries[],
  evaluation: NewForecast['evaluation'],
): NewForecast {
  const ends = (pick: (time: Float64Array) => number): number[] => series.map(({ time }) => pick(time));
  return {
    name,
    source,
    scenario: null,
    target,
    horizon,
    season,
    hasTime,
    frequency,
    zone: settings.time.zone,
    seriesCount: series.length,
    from: ends((time) => time[0]!).reduce((least, time) => Math.min(least, time), Infinity),
    to: ends((time) => time.at(-1)!).reduce((most, time) => Math.max(most, time), -Infinity),
    evaluation,
    series,
    skipped,
    notes,
  };
}
