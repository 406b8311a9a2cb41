import type { Clock } from '../base/clock.ts';
import type { Dataset } from '../data/dataset.ts';
import { knownPart, loadCalendar } from '../data/index.ts';
import { autoModel, catalogue, findModel } from '../forecast/catalogue.ts';
import { datasetHistories, missingAfter, taskColumns } from '../forecast/dataset-histories.ts';
import { evaluateRolling } from '../forecast/evaluate-rolling.ts';
import type { ScoredSeries } from '../forecast/references.ts';
import { rollingForecasts } from '../forecast/rolling.ts';
import { foldOrigins, type RollingPlan } from '../forecast/rolling-plan.ts';
import { seasonalScale } from '../metrics/index.ts';
import type { CatalogueModel, FitTask, History, TaskColumns } from '../models/forecaster.ts';
import { hasBeside } from '../models/history.ts';
import { meanWeights } from '../models/trained.ts';
import type { NativeCore } from '../native/api.ts';
import type { AutomaticRequest, AutomaticResult } from '../protocol/automatic.ts';
import { TRAINING_DEFAULTS } from '../protocol/defaults.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { MethodBacktest } from '../protocol/forecasts.ts';
import { chooseSeason, type SeasonChoice, statedSeason } from '../train/choose-season.ts';
import { numericColumn, targetColumn } from '../train/columns.ts';
import { resolveCovariates } from '../train/resolve-covariates.ts';
import { surroundings } from './make-forecast.ts';
import { methodBacktest } from './method-backtest.ts';

const BUDGET_SECONDS = 60;
/** Of the time, what each of the two choices may take; folds and references take the rest. */
const FIT_SHARE = 0.4;
const MOST_FOLDS = 10;
/** The end of a series on which the backtest runs takes at most this share of it. */
const TEST_SHARE = 0.2;

/** Of the methods that a model is compared with. */
const REFERENCES_ALONE = 'Ridge and the naive methods, with which it is compared, read the target alone.';

/** What was found, the season, and the data up to where the forecast begins. */
export type AutomaticForecast = Omit<AutomaticResult, 'id'> & { season: number; dataset: Dataset; backtest: MethodBacktest };

export interface AutomaticForecastRequest {
  dataset: Dataset;
  request: AutomaticRequest;
  core: () => NativeCore;
  clock: Clock;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/**
 * Backtests a model of the catalogue on the last part of every series (fitted once, before the first fold), judges it against seasonal naive
 * there, then fits it to all rows and forecasts. Where columns are known ahead, a series ends at its last observed target, and the rows after it hold
 * what the forecast reads. Series that cannot be forecast are named in `forecast.skipped`. The result's `dataset` ends where the forecast begins.
 * Errors: `unknown-column`, `not-numeric`, `empty-column`, `unknown-model`, `series-too-short`, those of `resolveCovariates`, `nothing-ahead` where a model of columns
 * known ahead lacks them for every series, CancelledError.
 */
export async function automaticForecast(of: AutomaticForecastRequest): Promise<AutomaticForecast> {
  const { request, clock, onProgress } = of;
  const started = clock.now();
  const { horizon, budgetSeconds = BUDGET_SECONDS } = request;
  const model = modelOf(request.model ?? 'auto', budgetSeconds * FIT_SHARE);
  await loadCalendar(request.calendar ?? []);
  const target = targetColumn(of.dataset, request.target).name;
  const declared = { target, ...resolveCovariates(of.dataset, request) };
  const dataset = knownPart(of.dataset, declared);
  const columns = taskColumns(dataset, declared);
  const missing = dataset.series.map((_, n) => (model.reads === 'all' ? missingAfter(dataset, columns, n, horizon) : null));
  requireAhead(dataset, missing);
  const plan = planOf(dataset, request);
  const { season, reason } = seasonOf(dataset, request, plan);
  const series = datasetHistories(dataset, columns, season, horizon);
  const task: Omit<FitTask, 'histories' | 'horizon'> = {
    columns,
    quantiles: TRAINING_DEFAULTS.quantiles,
    validationRows: null,
    context: null,
    seed: request.seed ?? 1,
    core: of.core,
    clock,
    signal: of.signal,
    onProgress: (share) => onProgress(share / 2),
  };
  const alone = unread(model, columns);
  const rolled = await rollingForecasts({ ...task, series, model, plan });
  const scored = scoredSeries(series, plan);
  const { evaluation } = await evaluateRolling(rolled, {
    ...plan,
    name: dataset.name,
    season,
    series: scored,
    window: null,
    refit: null,
    quantiles: task.quantiles,
    signal: of.signal,
  });
  const { measure } = evaluation;
  const { quantiles } = task;
  const backtest = methodBacktest(rolled.forecasts, { dataset, target, season, horizon, series: scored, quantiles, measure });
  const forecaster = await model.fit({ ...task, histories: series, horizon, onProgress: (share) => onProgress((1 + share) / 2) });
  try {
    const forecasts = await forecaster.forecast(series);
    return {
      dataset,
      season,
      backtest,
      model: model.name,
      notes: [...(reason === '' ? [] : [reason]), ...(alone === null ? [] : [alone]), ...(forecaster.notes ?? [])],
      evaluation: hasBeside(columns) ? { ...evaluation, notes: [...evaluation.notes, REFERENCES_ALONE] } : evaluation,
      forecast: resultOf(dataset, request, forecasts, task.quantiles, missing),
      seconds: (clock.now() - started) / 1000,
    };
  } finally {
    forecaster.dispose();
  }
}

function modelOf(name: string, budgetSeconds: number): CatalogueModel {
  if (name === 'auto') return autoModel(budgetSeconds);
  const model = findModel(name);
  if (model) return model;
  throw new ExpectedError(
    'unknown-model',
    `Expected one of ${catalogue.map((entry) => entry.name).join(', ')} for the model but received ${name}.`,
    { model: name, flag: '--model' },
  );
}

/** What the user says, else what the rows before the first fold show. */
function seasonOf(dataset: Dataset, { season, target }: AutomaticRequest, plan: RollingPlan): SeasonChoice {
  if (season !== undefined) return statedSeason(dataset, season);
  return chooseSeason(dataset, numericColumn(dataset, target), (length) => Math.max(0, foldOrigins(length, plan)[0]!));
}

/** Nothing is tried for minutes where nothing can come of it. */
function requireAhead(dataset: Dataset, missing: ReadonlyArray<string | null>): void {
  if (missing.length === 0 || missing.includes(null)) return;
  throw new ExpectedError('nothing-ahead', `No series of ${dataset.name} can be forecast: ${missing[0]}.`, { field: 'future' });
}

/** What a model that does not read all columns says of that; null where it reads them all, or there are none. */
function unread({ name, reads }: CatalogueModel, columns: TaskColumns): string | null {
  if (!hasBeside(columns) || reads === 'all') return null;
  if (reads === 'target') return `${name} reads the target alone: the columns beside it change nothing.`;
  return `${name} reads past covariates that hold amounts, and no other columns beside the target.`;
}

/** As many folds as the last fifth of the longest series affords, at most 10, at least one. */
function planOf(dataset: Dataset, { horizon, folds, target }: AutomaticRequest): RollingPlan {
  const longest = dataset.series.reduce((most, { length }) => Math.max(most, length), 0);
  const least = horizon + 1;
  if (longest < least + horizon) {
    throw new ExpectedError(
      'series-too-short',
      `Expected a series of at least ${least + horizon} rows to backtest "${target}" at a horizon of ${horizon} but the longest of ${dataset.name} has ${longest}. ` +
        'Use a shorter horizon or more data.',
      { rows: longest, horizon },
    );
  }
  const room = Math.min(longest - least - horizon, Math.max(0, Math.floor(longest * TEST_SHARE) - horizon));
  const count = folds ?? Math.min(MOST_FOLDS, room + 1);
  const stride = Math.max(1, count > 1 ? Math.floor(room / (count - 1)) : 1);
  return { folds: count, stride, horizon, window: 'expanding', refit: 'never', least };
}

/** The scale of MASE is what each series shows before its first fold. */
function scoredSeries(series: readonly History[], plan: RollingPlan): ScoredSeries[] {
  return series.map(({ id, values, season }) => {
    const first = foldOrigins(values.length, plan).find((origin) => origin >= plan.least);
    return { id, values, scale: first === undefined ? Number.NaN : seasonalScale(values.subarray(0, first), season) };
  });
}

function resultOf(
  dataset: Dataset,
  { target, horizon }: AutomaticRequest,
  { points, quantiles }: { points: Float64Array[]; quantiles: Float64Array[] | null },
  levels: readonly number[],
  missing: ReadonlyArray<string | null>,
): AutomaticResult['forecast'] {
  const weights = meanWeights(levels);
  const result: AutomaticResult['forecast'] = { target, horizon, hasTime: dataset.hasTime, series: [], skipped: [], notes: [] };
  const alone: string[] = [];
  const { values: observed } = numericColumn(dataset, target);
  dataset.series.forEach(({ id, offset, length }, n) => {
    const point = points[n]!;
    const lack = missing[n]!;
    if (lack !== null) {
      result.skipped.push({ seriesId: id, reason: lack });
      return;
    }
    if (point.some(Number.isNaN)) {
      const known = observed.subarray(offset, offset + length).some((value) => !Number.isNaN(value));
      const reason = known ? `"${target}" cannot be forecast from its ${length} rows` : `"${target}" has no value in its ${length} rows`;
      result.skipped.push({ seriesId: id, reason });
      return;
    }
    const values =
      quantiles?.[n] ??
      Float64Array.from({ length: horizon * levels.length }, (_, i) =>
        levels[i % levels.length] === 0.5 ? point[Math.floor(i / levels.length)]! : Number.NaN,
      );
    if (values.some(Number.isNaN)) alone.push(id);
    const mean = point.map((middle, k) => {
      const row = values.subarray(k * levels.length, (k + 1) * levels.length);
      const average = row.reduce((sum, level, q) => sum + weights[q]! * level, 0);
      return Number.isNaN(average) ? middle : average;
    });
    result.series.push({
      seriesId: id,
      quantiles: [...levels],
      values,
      mean,
      ...surroundings(dataset, { series: n, known: dataset.series[n]!.length }, target, horizon, 0),
    });
  });
  if (alone.length > 0) result.notes.push(medianAlone(alone));
  return result;
}

function medianAlone([first, ...others]: readonly string[]): string {
  return others.length === 0
    ? `Series "${first}" shows no errors to learn an interval from: its median stands alone.`
    : `${others.length + 1} series, "${first}" among them, show no errors to learn an interval from: their medians stand alone.`;
}
