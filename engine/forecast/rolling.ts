import type { CatalogueModel, FitTask, Forecaster, History, PanelForecast } from '../models/forecaster.ts';
import { copyOf, historyUntil } from '../models/history.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { ForecastAudit } from '../protocol/evaluation.ts';
import { foldOrigins, type Range, requirePlan, type RollingPlan, seenRange } from './rolling-plan.ts';

/** A series with all that is known of it, beside the target as well; the backtest hides from the model what lies after each origin. */
export type FullSeries = History;

export interface RollingRequest extends Omit<FitTask, 'histories' | 'horizon'> {
  series: readonly FullSeries[];
  model: CatalogueModel;
  plan: RollingPlan;
}

/** The forecast of one series from one origin beside what came. */
export interface FoldForecast {
  /** Index into the request's series. */
  series: number;
  fold: number;
  /** `[h]` in the units of the series, NaN for gaps. */
  actual: Float64Array;
  /** `[h]` */
  points: Float64Array;
  /** `[h, Q]` row-major; null: the model forecasts points alone. */
  quantiles: Float64Array | null;
  audit: ForecastAudit;
}

/** A series and fold without a forecast, and why. */
export interface LeftOut {
  /** Index into the request's series. */
  series: number;
  seriesId: string;
  fold: number;
  reason: string;
}

export interface RollingResult {
  /** By fold, then by series. */
  forecasts: FoldForecast[];
  leftOut: LeftOut[];
}

/** A model and what it was fitted to. */
interface Fit {
  forecaster: Forecaster;
  number: number;
  ranges: ReadonlyMap<number, Range>;
}

/**
 * Forecasts from every origin of a plan with models that were fitted to rows before the first origin that they serve. A model gets copies that end at
 * the origin: what comes after it cannot be read. A series too short for a fold, and one that the model cannot forecast, is named in
 * `leftOut` and does not stop the others; where a fit fails, the fold is left out and the next one fits anew. Errors: CancelledError, `bad-backtest`.
 */
export async function rollingForecasts(request: RollingRequest): Promise<RollingResult> {
  const { series, plan, model } = request;
  requirePlan(plan);
  const result: RollingResult = { forecasts: [], leftOut: [] };
  let current: Fit | null = null;
  let fits = 0;
  let lastFitted = Number.NEGATIVE_INFINITY;
  try {
    for (let fold = 0; fold < plan.folds; fold++) {
      if (request.signal.aborted) throw new CancelledError('The backtest was cancelled.');
      const ranges = rangesOf(series, plan, fold, result.leftOut);
      if (ranges.size === 0) continue;
      const due = current === null || (plan.refit !== 'never' && fold - lastFitted >= plan.refit);
      if (due) {
        current?.forecaster.dispose();
        current = null;
        try {
          current = { forecaster: await fitFold(request, ranges, fold), number: fits++, ranges };
          lastFitted = fold;
        } catch (error) {
          const reason = expectedReason(error, `${model.name} could not be fitted`);
          for (const index of ranges.keys()) result.leftOut.push({ series: index, seriesId: series[index]!.id, fold, reason });
          continue;
        }
      }
      await forecastFold(request, current!, ranges, fold, result);
      request.onProgress((fold + 1) / plan.folds);
    }
  } finally {
    current?.forecaster.dispose();
  }
  return result;
}

/** What is seen of each series at a fold, by its index; series that are too short are told to `leftOut`. */
function rangesOf(series: readonly FullSeries[], plan: RollingPlan, fold: number, leftOut: LeftOut[]): Map<number, Range> {
  const ranges = new Map<number, Range>();
  series.forEach(({ id, values }, index) => {
    const origin = foldOrigins(values.length, plan)[fold]!;
    if (origin >= plan.least) ranges.set(index, seenRange(origin, plan.window));
    else {
      leftOut.push({ series: index, seriesId: id, fold, reason: `fewer than ${plan.least} rows lie before the fold` });
    }
  });
  return ranges;
}

function fitFold(request: RollingRequest, ranges: ReadonlyMap<number, Range>, fold: number): Promise<Forecaster> {
  const { series, model, plan, ...task } = request;
  return model.fit({
    ...task,
    histories: [...ranges].map(([index, range]) => known(series[index]!, range, plan.horizon)),
    horizon: plan.horizon,
    onProgress: (share) => task.onProgress((fold + share) / plan.folds),
  });
}

/** A copy of the rows of a range, and of what is known ahead also of the horizon after it: whatever holds it cannot reach the rows beside them. */
function known(series: FullSeries, { from, to }: Range, horizon: number): History {
  return copyOf(historyUntil(series, to, horizon, from));
}

async function forecastFold(
  { series, plan, model, columns }: RollingRequest,
  fit: Fit,
  ranges: ReadonlyMap<number, Range>,
  fold: number,
  result: RollingResult,
): Promise<void> {
  const indices = [...ranges.keys()];
  const histories = indices.map((index) => known(series[index]!, ranges.get(index)!, plan.horizon));
  const reads = model.reads === 'all' && columns !== undefined && columns.future.length + columns.calendar.length > 0;
  const outcomes = await forecastEach(fit.forecaster, histories, model.name);
  indices.forEach((index, n) => {
    const { id, values } = series[index]!;
    const outcome = outcomes[n]!;
    if (typeof outcome === 'string') {
      result.leftOut.push({ series: index, seriesId: id, fold, reason: outcome });
      return;
    }
    const seen = ranges.get(index)!;
    result.forecasts.push({
      series: index,
      fold,
      actual: values.slice(seen.to, seen.to + plan.horizon),
      ...outcome,
      audit: {
        seriesId: id,
        fold,
        origin: seen.to,
        fit: fit.number,
        fitted: fit.ranges.get(index) ?? null,
        seen,
        ahead: reads ? { ...seen, to: seen.to + plan.horizon } : null,
      },
    });
  });
}

/** The forecast of each history, or why there is none. Where all together fail, each is tried alone. */
async function forecastEach(
  forecaster: Forecaster,
  histories: readonly History[],
  name: string,
): Promise<Array<Pick<FoldForecast, 'points' | 'quantiles'> | string>> {
  const pick = ({ points, quantiles }: PanelForecast, n: number) =>
    points[n]!.every(Number.isNaN) ? noForecast(histories[n]!, name) : { points: points[n]!, quantiles: quantiles?.[n] ?? null };
  try {
    const together = await forecaster.forecast(histories);
    return histories.map((_, n) => pick(together, n));
  } catch (error) {
    const reason = expectedReason(error, `${name} could not forecast`);
    if (histories.length === 1) return [reason];
    const outcomes = [];
    for (const history of histories) outcomes.push(...(await forecastEach(forecaster, [history], name)));
    return outcomes;
  }
}

function noForecast({ values }: History, name: string): string {
  return values.every(Number.isNaN) ? 'no value of the target is known before the fold' : `${name} has no forecast from its rows`;
}

/** The words of an expected failure; a cancel and a bug go on. */
function expectedReason(error: unknown, what: string): string {
  if (!(error instanceof ExpectedError)) throw error;
  return `${what}: ${error.message}`;
}
