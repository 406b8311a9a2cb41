import type { CatalogueModel, FitTask, Forecaster, History, PanelForecast } from '../models/forecaster.ts';
import { forwardTransform, inverseTransform } from '../models/window.ts';
import { ErrorPool, uncross } from './conformal.ts';
import { errorScale, type Space } from './error-scale.ts';
import { heldOutOrigins } from './held-out.ts';

/** Held-out forecasts that calibrate a panel well: few series get more origins, many series are thinned out. */
const ENOUGH = 300;
const MOST = 3000;
/** Origins of one series at least, since all series may have had an easy or a hard time at once; on the hourly series of M4 one origin is too few. */
const LEAST_FOLDS = 3;
/** Origins of one series at most; their errors overlap and say less and less. */
const MOST_FOLDS = 24;

export interface CalibrationOptions {
  /** Held-out origins a series; null: as many as a panel of its size needs, from 3 to 24. */
  folds?: number | null;
  /** Where errors are compared: in the units of the series, or as ratios for histories above zero throughout. */
  space?: Space;
}

/** What was learned of a model's errors: offsets `[h, Q]` over the error scale, a space. */
type Offsets = Record<Space, Float64Array | null>;

/**
 * The model with intervals that hold: its own errors at held-out origins inside the histories, forecast by a model fitted before the earliest of
 * them, over the error scale of each series before its origin, pooled over the panel (`conformal.ts`). Points stay the model's. Where
 * no history affords an origin, or a history has no error scale, quantiles are the model's own; a point model then has NaN beside the median.
 * Costs a second fit, and a forecast of each history an origin.
 */
export function calibrated(model: CatalogueModel, options: CalibrationOptions = {}): CatalogueModel {
  const { folds = null, space = 'log' } = options;
  return {
    name: model.name,
    about: model.about,
    fit: async (task) => {
      const offsets = await learnOffsets(model, task, folds);
      const forecaster = await model.fit({ ...task, onProgress: (share) => task.onProgress((1 + share) / 2) });
      return {
        forecast: async (histories) => widen(await forecaster.forecast(histories), histories, task, offsets, space),
        dispose: () => forecaster.dispose(),
      };
    },
  };
}

async function learnOffsets(model: CatalogueModel, task: FitTask, folds: number | null): Promise<Offsets> {
  const { horizon, quantiles } = task;
  const wanted = folds ?? Math.min(MOST_FOLDS, Math.max(LEAST_FOLDS, Math.ceil(ENOUGH / task.histories.length)));
  const chosen = thinned(task.histories, Math.ceil(MOST / wanted));
  const origins = chosen.map(({ values, season }) => heldOutOrigins(values.length, horizon, season, wanted));
  const pools = { none: new ErrorPool(horizon, quantiles), log: new ErrorPool(horizon, quantiles) };
  const early = chosen.flatMap((history, i) => (origins[i]!.length === 0 ? [] : [before(history, origins[i]![0]!, null)]));
  if (early.length === 0) return { none: null, log: null };
  const forecaster = await model.fit({ ...task, histories: early, onProgress: (share) => task.onProgress(share / 2) });
  try {
    for (let fold = 0; fold < wanted; fold++) await addErrors(forecaster, chosen, origins, fold, task, pools);
  } finally {
    forecaster.dispose();
  }
  return { none: pools.none.offsets(), log: pools.log.offsets() };
}

/** Adds the errors of one held-out fold to the pools of both spaces. */
async function addErrors(
  forecaster: Forecaster,
  histories: readonly History[],
  origins: readonly number[][],
  fold: number,
  { horizon, quantiles, context }: FitTask,
  pools: Record<Space, ErrorPool>,
): Promise<void> {
  const members = [...histories.keys()].filter((i) => origins[i]![fold] !== undefined);
  if (members.length === 0) return;
  const past = members.map((i) => before(histories[i]!, origins[i]![fold]!, context));
  const forecast = await forecaster.forecast(past);
  past.forEach((history, n) => {
    const origin = origins[members[n]!]![fold]!;
    const actual = histories[members[n]!]!.values.subarray(origin, origin + horizon);
    const levels = levelsOf(forecast, n, quantiles.length);
    for (const space of ['none', 'log'] as const) {
      const scale = errorScale(history.values, history.season, space);
      actual.forEach((value, k) => {
        const row = levels.subarray(k * quantiles.length, (k + 1) * quantiles.length);
        pools[space].add(
          k,
          forwardTransform(space, value),
          row.map((level) => forwardTransform(space, level)),
          scale,
        );
      });
    }
  });
}

/** Forecasts with the offsets on them, nothing crossing. */
function widen(
  forecast: PanelForecast,
  histories: readonly History[],
  { quantiles }: FitTask,
  offsets: Offsets,
  wished: Space,
): PanelForecast {
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  const widened = histories.map(({ values, season }, n) => {
    const levels = levelsOf(forecast, n, width);
    const logs = wished === 'log' && offsets.log !== null && levels.every((level) => level > 0) && errorScale(values, season, 'log') >= 0;
    const space: Space = logs ? 'log' : 'none';
    const offset = offsets[space];
    const scale = errorScale(values, season, space);
    if (offset === null || Number.isNaN(scale)) return forecast.quantiles === null ? medianOnly(levels, width, median) : levels;
    const lowest = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
    for (let k = 0; k < levels.length / width; k++) {
      const row = levels.subarray(k * width, (k + 1) * width);
      const floor = Math.min(lowest, row[median]!);
      row.forEach((level, q) => {
        row[q] = Math.max(floor, inverseTransform(space, forwardTransform(space, level) + scale * offset[k * width + q]!));
      });
      row[median] = forecast.quantiles === null ? forecast.points[n]![k]! : forecast.quantiles[n]![k * width + median]!;
      uncross(row, median);
    }
    return levels;
  });
  return { points: forecast.points, quantiles: widened };
}

/** The quantiles of one history, `[h, Q]`, of its own; of a point model all levels are the point. */
function levelsOf({ points, quantiles }: PanelForecast, n: number, width: number): Float64Array {
  if (quantiles !== null) return quantiles[n]!.slice();
  return Float64Array.from({ length: points[n]!.length * width }, (_, i) => points[n]![Math.floor(i / width)]!);
}

function medianOnly(levels: Float64Array, width: number, median: number): Float64Array {
  return levels.map((level, i) => (i % width === median ? level : Number.NaN));
}

/** What is known of a history at a row, of it the last `context` rows at most where that is a number. */
function before(history: History, rows: number, context: number | null): History {
  return { ...history, values: history.values.slice(context === null ? 0 : Math.max(0, rows - context), rows) };
}

/** At most `most` histories, evenly spread over the panel. */
function thinned(histories: readonly History[], most: number): readonly History[] {
  if (histories.length <= most) return histories;
  return Array.from({ length: most }, (_, i) => histories[Math.floor((i * histories.length) / most)]!);
}
