import type { WindowRequest, WindowResult } from '../protocol/data.ts';
import { lowerBound, requireColumn, requireSeries, upperBound } from './column.ts';
import { type Bounds, boundsBelow, type Pyramid, pyramidOf } from './pyramid.ts';
import type { Dataset } from './dataset.ts';

/**
 * The part of a column that a chart shows, at most two points a pixel: minimum and maximum of each bucket in the order in which
 * they occur, so that no spike is lost. A bucket without any value is one NaN, which breaks the line. One row beyond each end comes along, so that
 * the line reaches the edge. Errors: `unknown-series`, `unknown-column`.
 */
export function chartWindow(dataset: Dataset, request: WindowRequest): WindowResult {
  const series = requireSeries(dataset, request.seriesId);
  const column = requireColumn(dataset, request.column);
  const first = series.offset;
  const last = series.offset + series.length;
  const from = request.from === null ? first : Math.max(first, lowerBound(dataset.time, first, last, request.from) - 1);
  const to = request.to === null ? last : Math.min(last, upperBound(dataset.time, first, last, request.to) + 1);
  const rows = Math.max(0, to - from);
  const buckets = Math.max(1, Math.floor(request.pixels));
  if (rows <= 2 * buckets) {
    return { x: dataset.time.slice(from, to), y: column.values.slice(from, to), rows, complete: true };
  }
  return thin(dataset.time, column.values, pyramidOf(column.values), from, to, buckets);
}

function thin(time: Float64Array, values: Float64Array, pyramid: Pyramid, from: number, to: number, buckets: number): WindowResult {
  const x = new Float64Array(2 * buckets);
  const y = new Float64Array(2 * buckets);
  let count = 0;
  const push = (row: number, value: number): void => {
    x[count] = time[row]!;
    y[count] = value;
    count++;
  };
  const bounds: Bounds = { low: -1, high: -1 };
  const rows = to - from;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + Math.floor((rows * bucket) / buckets);
    const end = from + Math.floor((rows * (bucket + 1)) / buckets);
    boundsBelow(pyramid, values, start, end, bounds);
    if (bounds.low < 0) push(start, Number.NaN);
    else {
      const [early, late] = bounds.low <= bounds.high ? [bounds.low, bounds.high] : [bounds.high, bounds.low];
      push(early, values[early]!);
      if (late !== early) push(late, values[late]!);
    }
  }
  return { x: x.slice(0, count), y: y.slice(0, count), rows, complete: false };
}
