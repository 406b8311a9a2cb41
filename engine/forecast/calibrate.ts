import type { CatalogueModel, FitTask, Forecaster, History } from '../models/forecaster.ts';
import { historyUntil } from '../models/history.ts';
import type { Space } from './error-scale.ts';
import { heldOutOrigins } from './held-out-origins.ts';
import { IntervalErrors, levelsOf, type Offsets, widen } from './interval-errors.ts';

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

/**
 * The model with intervals that hold: its own errors at held-out origins inside the histories, forecast by a model fitted before the earliest of
 * them, over the error scale of each series before its origin, pooled over the panel (`conformal.ts`). Points stay the model's. Where
 * no history affords an origin, or a history has no error scale, quantiles are the model's own; a point model then has NaN beside the median.
 * Costs a second fit, and a forecast of each history an origin.
 */
export function calibrated(model: CatalogueModel, options: CalibrationOptions = {}): CatalogueModel {
  const { folds = null, space = 'log' } = options;
  return {
    ...model,
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
  const errors = new IntervalErrors(horizon, quantiles);
  const early = chosen.flatMap((history, i) => (origins[i]!.length === 0 ? [] : [before(history, origins[i]![0]!, horizon)]));
  if (early.length === 0) return errors.offsets();
  const forecaster = await model.fit({ ...task, histories: early, onProgress: (share) => task.onProgress(share / 2) });
  try {
    for (let fold = 0; fold < wanted; fold++) await addErrors(forecaster, chosen, origins, fold, task, errors);
  } finally {
    forecaster.dispose();
  }
  return errors.offsets();
}

/** Adds the errors of one held-out fold. */
async function addErrors(
  forecaster: Forecaster,
  histories: readonly History[],
  origins: readonly number[][],
  fold: number,
  { horizon, quantiles }: FitTask,
  errors: IntervalErrors,
): Promise<void> {
  const members = [...histories.keys()].filter((i) => origins[i]![fold] !== undefined);
  if (members.length === 0) return;
  const past = members.map((i) => before(histories[i]!, origins[i]![fold]!, horizon));
  const forecast = await forecaster.forecast(past);
  past.forEach((history, n) => {
    const origin = origins[members[n]!]![fold]!;
    const actual = histories[members[n]!]!.values.subarray(origin, origin + horizon);
    errors.add(history, actual, levelsOf(forecast, n, quantiles.length));
  });
}

/** What is known of a history at a row. */
function before(history: History, rows: number, horizon: number): History {
  return historyUntil(history, rows, horizon);
}

/** At most `most` histories, evenly spread over the panel. */
function thinned(histories: readonly History[], most: number): readonly History[] {
  if (histories.length <= most) return histories;
  return Array.from({ length: most }, (_, i) => histories[Math.floor((i * histories.length) / most)]!);
}
