import { yieldToEventLoop } from '../base/async.ts';
import { loadCalendar } from '../data/index.ts';
import { lastRows } from '../models/baseline.ts';
import type { CatalogueModel, FitTask, Forecaster, History, TaskColumns } from '../models/forecaster.ts';
import { fromBaseline } from '../models/from-baseline.ts';
import { hasBeside, historyUntil } from '../models/history.ts';
import {
  applyCovariateRidge,
  applyRidge,
  bestRidge,
  fitCovariateRidge,
  fitLocalCovariateRidge,
  type LocalCovariateRidge,
  localRidge,
  type RidgeMap,
  RidgeReader,
  type RidgeSeries,
  seriesUnit,
  solveRidge,
  sumWindows,
  type WindowNorm,
} from '../models/ridge/index.ts';
import { CancelledError } from '../protocol/errors.ts';
import { forwardTransform, inverseTransform } from '../models/transform.ts';
import { taskSize, type TaskSize } from './task-size.ts';

/** Context of the ridge for all series, in seasons: three weeks of hours. Without a season, in horizons. */
const SEASONS = 21;
const HORIZONS = 4;
/** Where nothing is kept to choose the penalty by: a share of the windows. */
const PENALTY = 0.01;

/** Series whose deviations lie within this factor of 1 come scaled. */
const SCALED = 4;

/** With columns to read, windows for each row of the context at least. */
const WINDOWS_EACH = 2;

/** How a fitted map forecasts one history, in its units. */
type Forecast = (history: History) => Float64Array;

const localTargetAlone = fromBaseline('ridge-local', 'a closed-form linear map from context to horizon for each series', localRidge);

/** Numbers of the maps with covariates that are kept, over all series; the series after them are fitted when they are forecast. */
const MOST_KEPT = 8e6;

/**
 * `localRidge` as an entry of the catalogue: its fit learns nothing. Where the task declares columns, each series of the task is fitted with them, and one
 * that says too little for that is forecast from its target alone.
 */
export const localRidgeModel: CatalogueModel = {
  ...localTargetAlone,
  reads: 'all',
  fit: async (task) => {
    const { columns, horizon } = task;
    if (columns === undefined || !hasBeside(columns)) return localTargetAlone.fit(task);
    await loadCalendar(columns.calendar);
    const fitted = await fitEach(task, columns);
    return forecasterOf((whole) => {
      const history = readable(whole, task);
      const own = fitted.get(history.id);
      const ridge = own === undefined ? fitLocalCovariateRidge(history, columns, horizon) : own;
      return ridge === null ? localRidge(history.values, horizon, history.season) : ridge.forecast(history);
    });
  },
};

/**
 * One closed-form ridge for all series. Of series above zero the logarithms, each window less its mean and over its mean absolute deviation; of
 * others each window less its last value, in the unit of its series. The context is the task's; else 21 seasons (without one: 4 horizons), or less where a quarter of the
 * series would have no window of it. Where rows are kept for validation, they choose the penalty. Where the task declares columns, they are read as
 * `fitCovariateRidge` says.
 */
export const globalRidge: CatalogueModel = {
  name: 'ridge-global',
  about: 'one closed-form linear map from context to horizon for all series',
  reads: 'all',
  fit: async (task) => {
    const size = taskSize(task);
    const { columns } = task;
    const norm: WindowNorm = size.positive ? 'scaled' : 'last';
    const transform = size.positive ? 'log' : 'none';
    if (columns !== undefined && hasBeside(columns)) {
      await loadCalendar(columns.calendar);
      return forecasterOf(orNothing(withColumns(task, columns, size, norm, transform), task));
    }
    const unitOf = unitsOf(task, norm, transform);
    const map = solve(task, size, norm, transform, unitOf);
    return forecasterOf(orNothing(map && targetAlone(map, transform, unitOf), task));
  },
};

/** What a model may read of a history. */
function readable(history: History, { context, horizon }: FitTask): History {
  const rows = history.values.length;
  return context === null ? history : historyUntil(history, rows, horizon, Math.max(0, rows - context));
}

/** The regressions of the task's series by id, as many as may be kept; null for one that says too little. Error: CancelledError. */
async function fitEach(
  { histories, horizon, signal, onProgress }: FitTask,
  columns: TaskColumns,
): Promise<ReadonlyMap<string, LocalCovariateRidge | null>> {
  const fitted = new Map<string, LocalCovariateRidge | null>();
  let kept = 0;
  for (const [n, history] of histories.entries()) {
    if (kept > MOST_KEPT) break;
    await yieldToEventLoop();
    if (signal.aborted) throw new CancelledError();
    const ridge = fitLocalCovariateRidge(history, columns, horizon);
    kept += ridge?.size ?? 0;
    fitted.set(history.id, ridge);
    onProgress((n + 1) / histories.length);
  }
  return fitted;
}

function forecasterOf(forecast: Forecast): Forecaster {
  return { forecast: async (histories) => ({ points: histories.map(forecast), quantiles: null }), dispose: () => {} };
}

function orNothing(forecast: Forecast | null, { horizon }: FitTask): Forecast {
  return forecast ?? (() => new Float64Array(horizon).fill(Number.NaN));
}

function targetAlone(map: RidgeMap, transform: 'none' | 'log', unitOf: UnitOf): Forecast {
  return (history) => {
    const unit = unitOf(history);
    const context = lastRows(history.values, map.context).map((value) => forwardTransform(transform, value) / unit);
    return applyRidge(map, context).map((value) => inverseTransform(transform, value * unit));
  };
}

/** In which unit the map reads a history. */
type UnitOf = (history: History) => number;

/**
 * Each history's own unit where windows are not scaled by themselves, so that one map, and one penalty, serve series of unlike size: learned from
 * the rows that the map is learned from, and of a history that was not among them its own. Data that come scaled stay as they are.
 */
function unitsOf({ histories, validationRows }: FitTask, norm: WindowNorm, transform: 'none' | 'log'): UnitOf {
  if (norm === 'scaled') return () => 1;
  const ownUnit = (values: Float64Array): number => seriesUnit(values.map((value) => forwardTransform(transform, value)));
  const known = new Map(
    histories.map(({ id, values }) => [id, ownUnit(values.subarray(0, Math.max(0, values.length - (validationRows ?? 0))))]),
  );
  if ([...known.values()].every((unit) => unit >= 1 / SCALED && unit <= SCALED)) return () => 1;
  return ({ id, values }) => known.get(id) ?? ownUnit(values);
}

/** Null where nothing can be solved. */
function withColumns(task: FitTask, columns: TaskColumns, size: TaskSize, norm: WindowNorm, transform: 'none' | 'log'): Forecast | null {
  const { horizon } = task;
  const validationRows = task.validationRows ?? 0;
  // So many windows that what is learned of the columns is no chance.
  const most = Math.floor((size.series * (size.typicalRows - validationRows - horizon + 1)) / (size.series + WINDOWS_EACH));
  const context = task.context ?? Math.max(1, Math.min(contextFor(size, horizon, validationRows), most));
  const histories = task.histories.map((history) => historyUntil(history, Math.max(0, history.values.length - validationRows), horizon));
  const reader = new RidgeReader({ columns, histories, horizon, transform, norm });
  const ridge = fitCovariateRidge({
    training: () => each(histories, (history) => reader.read(history)),
    validation:
      validationRows === 0
        ? null
        : () => each(task.histories, (history) => from(reader.read(history), history.values.length - validationRows - context)),
    context,
    horizon,
    norm,
    penalty: PENALTY,
  });
  if (ridge === null) return null;
  return (whole) => {
    const history = readable(whole, task);
    return reader.restore(history, applyCovariateRidge(ridge, reader.read(history)));
  };
}

/** One at a time, so that no more than one is in memory. */
function* each(histories: readonly History[], read: (history: History) => RidgeSeries): Generator<RidgeSeries> {
  for (const history of histories) yield read(history);
}

/** The series from a row on. */
function from({ target, known, past, statics }: RidgeSeries, row: number): RidgeSeries {
  const cut = (column: Float64Array): Float64Array => column.subarray(Math.max(0, row));
  return { target: cut(target), known: known.map(cut), past: past.map(cut), statics };
}

function solve(task: FitTask, size: TaskSize, norm: WindowNorm, transform: 'none' | 'log', unitOf: UnitOf): RidgeMap | null {
  const { histories, horizon } = task;
  const validationRows = task.validationRows ?? 0;
  const context = task.context ?? contextFor(size, horizon, validationRows);
  const part = (from: (rows: number) => number, to: (rows: number) => number): Float64Array[] =>
    histories.map((history) => {
      const { values } = history;
      const unit = unitOf(history);
      const rows = values.subarray(Math.max(0, from(values.length)), Math.max(0, to(values.length)));
      return rows.map((value) => forwardTransform(transform, value) / unit);
    });
  const training = sumWindows(
    part(
      () => 0,
      (rows) => rows - validationRows,
    ),
    context,
    horizon,
    norm,
  );
  if (validationRows === 0) return solveRidge(training, norm, PENALTY);
  const validation = sumWindows(
    part(
      (rows) => rows - validationRows - context,
      (rows) => rows,
    ),
    context,
    horizon,
    norm,
  );
  return bestRidge(training, validation, norm);
}

function contextFor({ season, typicalRows }: TaskSize, horizon: number, validationRows: number): number {
  const wanted = season > 1 ? SEASONS * season : HORIZONS * horizon;
  return Math.max(1, Math.min(wanted, typicalRows - validationRows - horizon));
}
