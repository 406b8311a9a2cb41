import type { CatalogueModel, FitTask, Forecaster, History, PanelForecast } from '../models/forecaster.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import { blendWeights } from './blend-weights.ts';
import { ErrorPool, uncross } from './conformal.ts';
import { errorScale } from './error-scale.ts';
import { heldOut } from './folds.ts';

/** A share of the rows that is worth a second fit with them: below it, what they would add is less than chance. */
const WORTH_REFITTING = 0.1;

/** One forecast at a held-out origin. */
interface Fold {
  history: History;
  /** `[h]` */
  actual: Float64Array;
  scale: number;
}

/**
 * A linear pool of several models, weighted by their absolute errors at held-out origins (`blend-weights.ts`), with conformal intervals by
 * horizon step from the pool's own errors there (`conformal.ts`). A member that cannot be fitted or that cannot forecast everywhere
 * is left out. Where the held-out rows are more than a tenth of a typical history, the members that remain are fitted again to all rows.
 * Errors: CancelledError; `nothing-to-blend` where no member can be used.
 */
export function blend(name: string, about: string, membersOf: (task: FitTask) => readonly CatalogueModel[]): CatalogueModel {
  return { name, about, fit: (task) => fitBlend(name, task, membersOf(task)) };
}

async function fitBlend(name: string, task: FitTask, models: readonly CatalogueModel[]): Promise<Forecaster> {
  const { rows, origins } = heldOut(task);
  const folds = task.histories.flatMap((history, i) =>
    origins[i]!.flatMap((origin) => foldAt(history, origin, { horizon: task.horizon, context: task.context ?? Number.POSITIVE_INFINITY })),
  );
  const refits = task.validationRows === null && rows > WORTH_REFITTING * medianRows(task.histories);
  const early: Array<{ model: CatalogueModel; forecaster: Forecaster; held: PanelForecast }> = [];
  try {
    for (const [n, model] of models.entries()) {
      const share = (part: number): void => task.onProgress((n + part) / (models.length * (refits ? 2 : 1)));
      const forecaster = await fitted(model, { ...task, validationRows: rows, onProgress: share });
      if (forecaster === null) continue;
      early.push({ model, forecaster, held: await forecaster.forecast(folds.map(({ history }) => history)) });
    }
    const weights = weigh(
      folds,
      early.map(({ held }) => held),
    );
    const used = early.flatMap((member, i) => (weights[i]! > 0 ? [{ ...member, weight: weights[i]! }] : []));
    if (used.length === 0) {
      throw new ExpectedError(
        'nothing-to-blend',
        `None of the models ${models.map((model) => model.name).join(', ')} could forecast a held-out part of these series for ${name}. Use longer series or a shorter horizon.`,
      );
    }
    const offsets = calibrate(
      folds,
      pool(
        used.map(({ held, weight }) => ({ forecast: held, weight })),
        task,
      ),
      task,
    );
    const final: Array<{ forecaster: Forecaster; weight: number }> = [];
    for (const [n, { model, forecaster, weight }] of used.entries()) {
      const share = (part: number): void => task.onProgress(0.5 + (n + part) / (2 * used.length));
      const again = refits ? await fitted(model, { ...task, validationRows: 0, onProgress: share }) : null;
      final.push({ forecaster: again ?? forecaster, weight });
    }
    early.forEach(({ forecaster }) => {
      if (!final.some((member) => member.forecaster === forecaster)) forecaster.dispose();
    });
    return pooled(final, offsets, task);
  } catch (error) {
    early.forEach(({ forecaster }) => forecaster.dispose());
    throw error;
  }
}

/** The model fitted; null where it cannot be fitted to these series. */
async function fitted(model: CatalogueModel, task: FitTask): Promise<Forecaster | null> {
  if (task.signal.aborted) throw new CancelledError();
  try {
    return await model.fit(task);
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}

function foldAt(history: History, origin: number, { horizon, context }: { horizon: number; context: number }): Fold[] {
  const past = { ...history, values: history.values.subarray(Math.max(0, origin - context), origin) };
  const scale = errorScale(past.values, history.season, 'none');
  return scale > 0 ? [{ history: past, actual: history.values.subarray(origin, origin + horizon), scale }] : [];
}

function weigh(folds: readonly Fold[], held: readonly PanelForecast[]): Float64Array {
  const over = (pick: (fold: Fold, n: number) => Float64Array): Float64Array =>
    Float64Array.from(folds.flatMap((fold, n) => Array.from(pick(fold, n), (value) => value / fold.scale)));
  return blendWeights({ actual: over(({ actual }) => actual), forecasts: held.map(({ points }) => over((_, n) => points[n]!)) });
}

interface Weighted {
  forecast: PanelForecast;
  weight: number;
}

/**
 * Weighted means of points, and of each level's distance from the median over the members that have quantiles (Vincent's averaging of
 * quantile functions). A series that a member cannot forecast is left to the others.
 */
function pool(members: readonly Weighted[], { horizon, quantiles }: FitTask): { points: Float64Array[]; quantiles: Float64Array[] } {
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  const count = members[0]!.forecast.points.length;
  const points: Float64Array[] = [];
  const levels: Float64Array[] = [];
  for (let n = 0; n < count; n++) {
    const able = members.filter(({ forecast }) => !forecast.points[n]!.some(Number.isNaN));
    const point = average(
      able.map(({ forecast, weight }) => ({ values: forecast.points[n]!, weight })),
      horizon,
    );
    const spread = average(
      able.flatMap(({ forecast, weight }) => (forecast.quantiles === null ? [] : [{ values: forecast.quantiles[n]!, weight }])),
      horizon * width,
    );
    points.push(point);
    levels.push(
      Float64Array.from({ length: horizon * width }, (_, i) => {
        const k = Math.floor(i / width);
        const away = spread[i]! - spread[k * width + median]!;
        return point[k]! + (Number.isNaN(away) ? 0 : away);
      }),
    );
  }
  return { points, quantiles: levels };
}

/** NaN of nothing. */
function average(members: ReadonlyArray<{ values: Float64Array; weight: number }>, length: number): Float64Array {
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  return Float64Array.from({ length }, (_, i) => members.reduce((sum, { values, weight }) => sum + weight * values[i]!, 0) / total);
}

function calibrate(folds: readonly Fold[], held: { quantiles: Float64Array[] }, { horizon, quantiles }: FitTask): Float64Array | null {
  const errors = new ErrorPool(horizon, quantiles);
  folds.forEach(({ actual, scale }, n) => {
    actual.forEach((value, k) =>
      errors.add(k, value, held.quantiles[n]!.subarray(k * quantiles.length, (k + 1) * quantiles.length), scale),
    );
  });
  return errors.offsets();
}

function pooled(
  members: ReadonlyArray<{ forecaster: Forecaster; weight: number }>,
  offsets: Float64Array | null,
  task: FitTask,
): Forecaster {
  const { quantiles } = task;
  const median = quantiles.indexOf(0.5);
  return {
    forecast: async (histories) => {
      const parts: Weighted[] = [];
      for (const { forecaster, weight } of members) parts.push({ forecast: await forecaster.forecast(histories), weight });
      const { points, quantiles: levels } = pool(parts, task);
      histories.forEach(({ values, season }, n) => {
        const scale = errorScale(values, season, 'none');
        const lowest = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
        const own = levels[n]!;
        if (offsets !== null && !Number.isNaN(scale)) own.forEach((level, i) => (own[i] = Math.max(lowest, level + scale * offsets[i]!)));
        points[n]!.forEach((point, k) => {
          const row = own.subarray(k * quantiles.length, (k + 1) * quantiles.length);
          row[median] = point;
          uncross(row, median);
        });
      });
      return { points, quantiles: levels };
    },
    dispose: () => members.forEach(({ forecaster }) => forecaster.dispose()),
  };
}

function medianRows(histories: readonly History[]): number {
  const lengths = histories.map(({ values }) => values.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
