import type { Dataset } from '../data/dataset.ts';
import { seriesEnd, timesAhead, wallTimes } from '../data/index.ts';
import type { Beside, DeclaredColumns, History, TaskColumns } from '../models/forecaster.ts';
import { hasBeside } from '../models/history.ts';
import { columnValues, namesOf, NO_NAME, numericColumn } from '../train/columns.ts';
import { staticsOf } from '../train/statics.ts';
import { missingAhead } from './missing-ahead.ts';

/** A dataset's columns as a task declares them, with the names that stand in them. Errors: `unknown-column`, `not-kept`. */
export function taskColumns(dataset: Dataset, declared: DeclaredColumns): TaskColumns {
  return { ...declared, names: declared.categorical.map((name) => namesIn(dataset, name)) };
}

/** The names of a column, sorted; where a row of a series has none, that is one of them. */
function namesIn(dataset: Dataset, column: string): string[] {
  const read = namesOf(dataset, column);
  const names = new Set<string>();
  for (let row = 0; row < dataset.time.length; row++) {
    const name = read(row);
    if (name !== null) names.add(name);
  }
  // Rows after the last target, which a forecast needs, are no part of a series (`knownPart`): a name that lacks there is missed.
  for (const { offset, length } of dataset.series) for (let row = offset; row < offset + length; row++) names.add(read(row) ?? NO_NAME);
  return [...names].sort();
}

/**
 * The series of a dataset as histories, with the columns of a task: what is known ahead goes `horizon` steps beyond each, as far as there are rows, and is
 * missing after them. `dataset` ends each series at its last observed target (`knownPart`). Only the target and what has no rows is copied.
 */
export function datasetHistories(dataset: Dataset, columns: TaskColumns, season: number, horizon: number): History[] {
  const { values } = numericColumn(dataset, columns.target);
  const read = hasBeside(columns) ? besideReader(dataset, columns, horizon) : null;
  return dataset.series.map(({ id, offset, length }, index) => ({
    id,
    season,
    values: values.slice(offset, offset + length),
    ...(read === null ? {} : { beside: read(index) }),
  }));
}

function besideReader(dataset: Dataset, columns: TaskColumns, horizon: number): (series: number) => Beside {
  const { covariates, future, statics, categorical, calendar, names } = columns;
  const rowsOf = (name: string): Float64Array => {
    const known = names[categorical.indexOf(name)];
    // A model's codes count from 1, since 0 stands for a name that it does not know.
    return known === undefined ? numericColumn(dataset, name).values : columnValues(dataset, name, known).map((code) => code - 1);
  };
  const past = covariates.map(rowsOf);
  const ahead = future.map(rowsOf);
  return (index) => {
    const range = dataset.series[index]!;
    const { offset, length } = range;
    const end = Math.min(seriesEnd(dataset, index), offset + length + horizon);
    const described = staticsOf(dataset, columns, names, range);
    return {
      past: past.map((column) => column.subarray(offset, offset + length)),
      future: ahead.map((column) => padded(column.subarray(offset, end), length + horizon)),
      statics: described.map((value, i) => (categorical.includes(statics[i]!) ? value - 1 : value)),
      time: calendar.length === 0 ? new Float64Array() : wallTimesOf(dataset, index, horizon),
    };
  };
}

function padded(column: Float64Array, length: number): Float64Array {
  if (column.length === length) return column;
  const whole = new Float64Array(length).fill(Number.NaN);
  whole.set(column);
  return whole;
}

function wallTimesOf(dataset: Dataset, index: number, horizon: number): Float64Array {
  const { offset, length } = dataset.series[index]!;
  const times = new Float64Array(length + horizon);
  times.set(dataset.time.subarray(offset, offset + length));
  times.set(timesAhead(dataset, index, length, horizon), length);
  return wallTimes(dataset, times);
}

/** Why the end of a series cannot be forecast for lack of what must be known ahead, as of a run (`missingAhead`); null where nothing is missing. */
export function missingAfter(dataset: Dataset, columns: TaskColumns, series: number, horizon: number): string | null {
  const windows = { ...columns, categories: columns.names, context: 0, horizon };
  return missingAhead(dataset, windows, { series, known: dataset.series[series]!.length });
}
