import type { SeriesSummary } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Dataset, NumericColumn } from './dataset.ts';

/** Errors: `unknown-series`. */
export function requireSeries(dataset: Pick<Dataset, 'name' | 'series'>, id: string): SeriesSummary {
  const series = dataset.series.find((candidate) => candidate.id === id);
  if (!series) throw new ExpectedError('unknown-series', `${dataset.name} has no series "${id}".`, { seriesId: id });
  return series;
}

/** Errors: `unknown-column`. */
export function requireColumn(dataset: Pick<Dataset, 'name' | 'numeric'>, name: string): NumericColumn {
  const column = dataset.numeric.find((candidate) => candidate.name === name);
  if (!column) throw new ExpectedError('unknown-column', `${dataset.name} has no numeric column "${name}".`, { column: name });
  return column;
}

/** First row in [from, to) whose time is not before `time`; rows of a series are in order of time. */
export function lowerBound(times: Float64Array, from: number, to: number, time: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First row in [from, to) whose time is after `time`. */
export function upperBound(times: Float64Array, from: number, to: number, time: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
