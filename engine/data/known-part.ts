import type { DataConfig } from '../protocol/training.ts';
import type { Dataset } from './dataset.ts';

/**
 * The dataset as far as the target is observed: where columns are known ahead, the rows after a series' last observed target say what will be,
 * not what was, and no part of the series counts them. The columns keep all rows. Without such columns: the dataset itself.
 */
export function knownPart<T extends Pick<Dataset, 'numeric' | 'series' | 'time'>>(
  dataset: T,
  { target, future }: Pick<DataConfig, 'target' | 'future'>,
): T {
  const column = dataset.numeric.find(({ name }) => name === target);
  if (future.length === 0 || !column) return dataset;
  const series = dataset.series.map((one) => {
    let length = one.length;
    while (length > 0 && Number.isNaN(column.values[one.offset + length - 1]!)) length--;
    return length === one.length ? one : { ...one, length, end: length === 0 ? one.start : dataset.time[one.offset + length - 1]! };
  });
  return { ...dataset, series };
}
