import type { RangeRequest, RangeStatistics } from '../protocol/exploration.ts';
import { lowerBound, requireColumn, requireSeries, upperBound } from './column.ts';
import type { Dataset } from './dataset.ts';

/** A column over the rows of a series from one time to another, both inside. Errors: `unknown-series`, `unknown-column`. */
export function rangeStatistics(dataset: Dataset, request: Omit<RangeRequest, 'datasetId'>): RangeStatistics {
  const { offset, length } = requireSeries(dataset, request.seriesId);
  const { values } = requireColumn(dataset, request.column);
  const first = lowerBound(dataset.time, offset, offset + length, request.from);
  const end = Math.max(first, upperBound(dataset.time, offset, offset + length, request.to));
  const rows = end - first;
  let [count, sum, min, max, places] = [0, 0, Infinity, -Infinity, 0];
  for (let row = first; row < end; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    places += row - first;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const missing = rows - count;
  if (count === 0) return { first, rows, count, missing, min: null, max: null, mean: null, slope: null };
  const [mean, middle] = [sum / count, places / count];
  let [spread, product] = [0, 0];
  for (let row = first; row < end; row++) {
    if (Number.isNaN(values[row]!)) continue;
    const place = row - first - middle;
    spread += place * place;
    product += place * (values[row]! - mean);
  }
  return { first, rows, count, missing, min, max, mean, slope: spread > 0 ? product / spread : null };
}
