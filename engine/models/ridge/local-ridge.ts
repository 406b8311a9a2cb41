import { type Baseline, lastObserved } from '../baseline.ts';
import type { History, TaskColumns } from '../forecaster.ts';
import { historyUntil } from '../history.ts';
import { seasonalNaive } from '../seasonal-naive.ts';
import { forwardTransform, inverseTransform } from '../transform.ts';
import { applyCovariateRidge, fitCovariateRidge } from './covariate-ridge.ts';
import { RidgeReader } from './ridge-reader.ts';
import { applyRidge, solveRidge, sumWindows } from './ridge.ts';

/** Context in seasons: the seven days of an hourly week, the seven weeks of a daily series. */
const SEASONS = 7;
/** Without a season: so many horizons. */
const HORIZONS = 2;
/** As a share of the windows; on the hourly series of M4 anything between .003 and .03 is nearly as good. */
const PENALTY = 0.01;
/** A shorter context than this, or fewer windows than half of it, say nothing: seasonal naive stands in. */
const SHORTEST = 4;

/**
 * A ridge regression of its own for each series, fitted in a fraction of a second: in logarithms where all values are above zero, windows less their mean
 * and over their mean absolute deviation, context of seven seasons (two horizons without one), or a third of the series where that is shorter.
 */
export const localRidge: Baseline = (history, horizon, season) => fitLocalRidge(history, horizon, season)(history, horizon, season);

/** The regression of `localRidge` fitted to one history, which then forecasts later histories of the same series at the same horizon; seasonal naive stands in where its context is all gaps. */
export function fitLocalRidge(history: ArrayLike<number>, horizon: number, season: number): Baseline {
  const from = firstObserved(history);
  const length = history.length - from;
  const context = localContext(length, horizon, season);
  if (context < SHORTEST || lastObserved(history) < 0) return seasonalNaive;
  const transform = transformFor(history);
  const transformed = (values: ArrayLike<number>): Float64Array => Float64Array.from(values, (value) => forwardTransform(transform, value));
  const equations = sumWindows([transformed(history).subarray(from)], context, horizon, 'scaled');
  const map = equations.windows < context / 2 ? null : solveRidge(equations, 'scaled', PENALTY);
  if (map === null) return seasonalNaive;
  return (later) => {
    const forecast = applyRidge(map, transformed(later)).map((value) => inverseTransform(transform, value));
    return forecast.every(Number.isFinite) ? forecast : seasonalNaive(later, horizon, season);
  };
}

/** A regression with covariates of one series: it forecasts that history, and later ones of the series. */
export interface LocalCovariateRidge {
  /** Numbers that it holds. */
  size: number;
  forecast: (history: History) => Float64Array;
}

/**
 * The same regression with the columns of a task (`fitCovariateRidge`), fitted to one history; null where that says too little for it.
 * `loadCalendar` comes before it.
 */
export function fitLocalCovariateRidge(history: History, columns: TaskColumns, horizon: number): LocalCovariateRidge | null {
  const { values, season } = history;
  const observed = historyUntil(history, values.length, horizon, firstObserved(values));
  const context = localContext(observed.values.length, horizon, season);
  if (context < SHORTEST || lastObserved(values) < 0) return null;
  const transform = transformFor(values);
  const reader = new RidgeReader({ columns, histories: [observed], horizon, transform, norm: 'scaled' });
  const series = reader.read(observed);
  const ridge = fitCovariateRidge({ training: () => [series], validation: null, context, horizon, norm: 'scaled', penalty: PENALTY });
  if (ridge === null || ridge.windows < context / 2) return null;
  return {
    size: ridge.map.weights.length,
    forecast: (later) => {
      const forecast = reader.restore(later, applyCovariateRidge(ridge, reader.read(later)));
      return forecast.every(Number.isFinite) ? forecast : seasonalNaive(later.values, horizon, season);
    },
  };
}

function transformFor(history: ArrayLike<number>): 'none' | 'log' {
  return Array.prototype.every.call(history, (value: number) => !(value <= 0)) ? 'log' : 'none';
}

/** Rows of context for a series of so many rows. */
function localContext(length: number, horizon: number, season: number): number {
  return Math.min(season > 1 ? SEASONS * season : HORIZONS * horizon, Math.floor((length - horizon) / 3));
}

function firstObserved(history: ArrayLike<number>): number {
  let first = 0;
  while (first < history.length && Number.isNaN(history[first]!)) first++;
  return first;
}
