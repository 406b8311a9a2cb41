import type { Dataset } from '../data/dataset.ts';
import { seriesEnd, timesAhead, wallTimes } from '../data/index.ts';
import { reachOf } from '../models/channels.ts';
import type { RawWindow } from '../models/window.ts';
import type { DataConfig } from '../protocol/training.ts';
import type { TrainedModel } from '../models/trained.ts';
import { columnValues } from '../train/columns.ts';
import { staticsOf } from '../train/statics.ts';
import type { Origin } from './origins.ts';
import type { Predictor } from './predict.ts';

/** What the model sees at an origin: the context's rows, the last `rows` of them at most, and of what is known ahead those of the h steps after it; nothing else that is later. */
export function rawWindow(dataset: Dataset, predictor: Predictor, origin: Place, rows = predictor.model.data.context): RawWindow {
  const { id } = dataset.series[origin.series]!;
  return cutWindow(dataset, columnsOf(predictor.model), origin, predictor.seriesIndex(id), rows);
}

/** Where a forecast begins: after the first `known` rows of a series. */
export type Place = Pick<Origin, 'series' | 'known'>;

/** The columns that a window is cut from. */
export interface WindowColumns extends Pick<
  DataConfig,
  'target' | 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved' | 'context' | 'horizon'
> {
  /** Names that the model knows of each of `categorical`. */
  categories: ReadonlyArray<readonly string[]>;
}

/** What a trained model reads. */
export function columnsOf({ data, categories }: Pick<TrainedModel, 'data' | 'categories'>): WindowColumns {
  return { ...data, categories };
}

/** A window of a dataset at an origin, for the model's series `series`. Steps ahead for which there are no rows are gaps. Errors: `unknown-column`, `not-numeric`, `not-kept`. */
export function cutWindow(dataset: Dataset, data: WindowColumns, origin: Place, series: number, rows = data.context): RawWindow {
  const reach = Math.min(rows, data.context) + reachOf(data) - data.context;
  const column = (name: string): Float64Array => columnValues(dataset, name, data.categories[data.categorical.indexOf(name)]);
  const past = (name: string): Float64Array => contextOf(dataset, column(name), origin, reach);
  return {
    target: past(data.target),
    covariates: data.covariates.map(past),
    series,
    ...(data.future.length > 0
      ? { future: data.future.map((name) => throughHorizon(dataset, column(name), origin, reach, data.horizon)) }
      : {}),
    ...(data.statics.length > 0 ? { statics: staticsOf(dataset, data, data.categories, dataset.series[origin.series]!) } : {}),
    ...(data.calendar.length > 0 ? { time: wallThroughHorizon(dataset, origin, reach, data.horizon) } : {}),
  };
}

/** The context of a column at an origin: its last C rows, fewer where the series has no more. */
export function contextOf(dataset: Dataset, values: Float64Array, { series, known }: Place, context: number): Float64Array {
  const { offset } = dataset.series[series]!;
  return values.subarray(offset + Math.max(0, known - context), offset + known);
}

function throughHorizon(dataset: Dataset, values: Float64Array, { series, known }: Place, context: number, horizon: number): Float64Array {
  const { offset } = dataset.series[series]!;
  const from = offset + Math.max(0, known - context);
  const rows = values.subarray(from, Math.min(seriesEnd(dataset, series), offset + known + horizon));
  const wanted = offset + known + horizon - from;
  if (rows.length === wanted) return rows;
  const padded = new Float64Array(wanted).fill(Number.NaN);
  padded.set(rows);
  return padded;
}

function wallThroughHorizon(dataset: Dataset, origin: Place, context: number, horizon: number): Float64Array {
  const past = contextOf(dataset, dataset.time, origin, context);
  const ahead = timesAhead(dataset, origin.series, origin.known, horizon);
  return wallTimes(dataset, Float64Array.from([...past, ...ahead]));
}
