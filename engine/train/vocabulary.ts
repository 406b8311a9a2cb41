import type { TrainingData } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';
import type { DataConfig } from '../protocol/training.ts';
import { NO_NAME, namesOf } from './columns.ts';
import { staticName } from './statics.ts';

/**
 * The names of each of `data.categorical` that stand in a training part, sorted: a code is 1 + the index of its name. Rows without a name count as
 * one of their own. Errors: `unknown-column`, `not-kept`.
 */
export function learnNames(dataset: TrainingData, data: DataConfig): string[][] {
  const { series } = knownPart(dataset, data);
  const trained = series.flatMap(({ offset, length }) => {
    const split = splitSeries(length, data);
    return split === null ? [] : [{ offset, length: split.trainingEnd }];
  });
  return data.categorical.map((column) => {
    const read = namesOf(dataset, column);
    const names = new Set<string>();
    for (const range of trained) {
      if (data.statics.includes(column)) names.add(staticName(read, range));
      else for (let row = range.offset; row < range.offset + range.length; row++) names.add(read(row) ?? NO_NAME);
    }
    return [...names].sort();
  });
}
