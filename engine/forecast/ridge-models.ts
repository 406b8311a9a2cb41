import { lastRows } from '../models/baseline.ts';
import type { CatalogueModel, FitTask, Forecaster } from '../models/forecaster.ts';
import { applyRidge, bestRidge, type RidgeMap, solveRidge, sumWindows, type WindowNorm } from '../models/ridge/index.ts';
import { forwardTransform, inverseTransform } from '../models/transform.ts';
import { taskSize, type TaskSize } from './task-size.ts';

/** Context of the ridge for all series, in seasons: three weeks of hours. Without a season, in horizons. */
const SEASONS = 21;
const HORIZONS = 4;
/** Where nothing is kept to choose the penalty by: a share of the windows. */
const PENALTY = 0.01;

/**
 * One closed-form ridge for all series. Of series above zero the logarithms, each window less its mean and over its mean absolute deviation; of
 * others each window less its last value. The context is the task's; else 21 seasons (without one: 4 horizons), or less where a quarter of the
 * series would have no window of it. Where rows are kept for validation, they choose the penalty.
 */
export const globalRidge: CatalogueModel = {
  name: 'ridge-global',
  about: 'one closed-form linear map from context to horizon for all series',
  fit: async (task) => {
    const size = taskSize(task);
    const { positive } = size;
    const transform = positive ? 'log' : 'none';
    const map = solve(task, size, positive ? 'scaled' : 'last', transform);
    const forecast: Forecaster['forecast'] = async (histories) => ({
      points: histories.map(({ values }) =>
        map === null
          ? new Float64Array(task.horizon).fill(Number.NaN)
          : applyRidge(
              map,
              lastRows(values, map.context).map((value) => forwardTransform(transform, value)),
            ).map((value) => inverseTransform(transform, value)),
      ),
      quantiles: null,
    });
    return { forecast, dispose: () => {} };
  },
};

function solve(task: FitTask, size: TaskSize, norm: WindowNorm, transform: 'none' | 'log'): RidgeMap | null {
  const { histories, horizon } = task;
  const validationRows = task.validationRows ?? 0;
  const context = task.context ?? contextFor(size, horizon, validationRows);
  const part = (from: (rows: number) => number, to: (rows: number) => number): Float64Array[] =>
    histories.map(({ values }) =>
      values.subarray(Math.max(0, from(values.length)), Math.max(0, to(values.length))).map((value) => forwardTransform(transform, value)),
    );
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
