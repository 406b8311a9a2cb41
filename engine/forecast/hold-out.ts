import type { CatalogueModel, FitTask, Forecaster, History, PanelForecast } from '../models/forecaster.ts';
import { historyUntil } from '../models/history.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import { errorScale } from './error-scale.ts';
import { heldOut } from './held-out-origins.ts';

/** A share of the rows that is worth a second fit with them: below it, what they would add is less than chance. */
const WORTH_REFITTING = 0.1;

/** One forecast at a held-out origin. */
export interface Fold {
  history: History;
  /** `[h]` */
  actual: Float64Array;
  /** Of the series' errors before the origin; above 0. */
  scale: number;
}

/** Held-out origins of a task, by which models are chosen, weighted and calibrated. */
export interface HoldOut {
  /** Rows at the end of each history that models do not learn from meanwhile. */
  rows: number;
  folds: Fold[];
  /** Horizons that lie beside each other in the held-out rows, over all series. */
  independent: number;
  /** Whether the held-out rows are so many that the models chosen are fitted again to all rows. */
  refits: boolean;
}

/** A model fitted before the held-out rows, and what it forecast there. */
export interface Candidate {
  model: CatalogueModel;
  forecaster: Forecaster;
  held: PanelForecast;
}

/** The held-out origins of a task. Series whose errors have no scale before an origin (constant, or one value) have none. */
export function holdOut(task: FitTask): HoldOut {
  const { rows, origins } = heldOut(task);
  const folds = task.histories.flatMap((history, i) => origins[i]!.flatMap((origin) => foldAt(history, origin, task)));
  const independent = (origins.filter((own) => own.length > 0).length * rows) / task.horizon;
  return { rows, folds, independent, refits: task.validationRows === null && rows > WORTH_REFITTING * medianRows(task.histories) };
}

function foldAt(history: History, origin: number, { horizon }: FitTask): Fold[] {
  const past = historyUntil(history, origin, horizon);
  const scale = errorScale(past.values, history.season, 'none');
  return scale > 0 ? [{ history: past, actual: history.values.subarray(origin, origin + horizon), scale }] : [];
}

/**
 * Fits a model before the held-out rows and forecasts them; null where it cannot be fitted to these series. Where the task leaves validation to
 * the models they do not see the held-out rows at all: a model that chose by them would look better there than it is. Error: CancelledError.
 */
export async function tryModel(model: CatalogueModel, task: FitTask, { rows, folds }: HoldOut): Promise<Candidate | null> {
  const histories = task.histories.map((history) => historyUntil(history, Math.max(0, history.values.length - rows), task.horizon));
  const forecaster = await fitIfPossible(model, task.validationRows === null ? { ...task, histories } : task);
  if (forecaster === null) return null;
  try {
    return { model, forecaster, held: await forecaster.forecast(folds.map(({ history }) => history)) };
  } catch (error) {
    forecaster.dispose();
    throw error;
  }
}

/** The model fitted to all rows where the hold-out was large, else as it is. */
export async function finish({ model, forecaster }: Candidate, task: FitTask, { refits }: HoldOut): Promise<Forecaster> {
  const again = refits ? await fitIfPossible(model, task) : null;
  if (again !== null) forecaster.dispose();
  return again ?? forecaster;
}

async function fitIfPossible(model: CatalogueModel, task: FitTask): Promise<Forecaster | null> {
  if (task.signal.aborted) throw new CancelledError();
  try {
    return await model.fit(task);
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}

/** What came at the held-out origins, over the scales of the series: `[folds * h]`. */
export function scaledActual(folds: readonly Fold[]): Float64Array {
  return overScales(folds, ({ actual }) => actual);
}

/** The points of a forecast at the held-out origins, over the same scales. */
export function scaledPoints(folds: readonly Fold[], { points }: PanelForecast): Float64Array {
  return overScales(folds, (_, n) => points[n]!);
}

/** The series of each of the points above. */
export function seriesOf(folds: readonly Fold[]): string[] {
  return folds.flatMap(({ history, actual }) => Array.from(actual, () => history.id));
}

function overScales(folds: readonly Fold[], pick: (fold: Fold, n: number) => Float64Array): Float64Array {
  return Float64Array.from(folds.flatMap((fold, n) => Array.from(pick(fold, n), (value) => value / fold.scale)));
}

function medianRows(histories: readonly History[]): number {
  const lengths = histories.map(({ values }) => values.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
