import type { Dataset, TrainingData } from '../data/dataset.ts';
import type { Scaler } from '../models/trained.ts';
import { fitScaler } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';
import { namesOf, NO_NAME, numericColumn } from './columns.ts';

type Range = Pick<TrainingData['series'][number], 'offset' | 'length'>;

/** The name of a series in a static column: that of its first row with one. `read`: see `namesOf`. */
export function staticName(read: (row: number) => string | null, { offset, length }: Range): string {
  for (let row = offset; row < offset + length; row++) {
    const name = read(row);
    if (name !== null) return name;
  }
  return NO_NAME;
}

/**
 * The static columns of a series, in their order: amounts, NaN where no row has one, or codes of names, 0 for one that is not among `names`, the
 * lists of `data.categorical`.
 */
export function staticsOf(
  dataset: TrainingData,
  data: Pick<DataConfig, 'statics' | 'categorical'>,
  names: ReadonlyArray<readonly string[]>,
  range: Range,
): Float64Array {
  const { offset, length } = range;
  return Float64Array.from(data.statics, (column) => {
    const known = names[data.categorical.indexOf(column)];
    if (known !== undefined) return 1 + known.indexOf(staticName(namesOf(dataset, column), range));
    const values = numericColumn(dataset, column).values.subarray(offset, offset + length);
    return values.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  });
}

/** Centre and scale of each static column over the series, each of which counts once; names are not scaled. */
export function staticScalers(data: Pick<DataConfig, 'statics' | 'categorical'>, rows: readonly Float64Array[]): Scaler[] {
  return data.statics.map((column, i) => {
    if (data.categorical.includes(column)) return { centre: 0, scale: 1 };
    const values = rows.map((row) => row[i]!);
    return fitScaler(values, 0, values.length, 'none');
  });
}

/** Refuses a static column that changes within a series, and names the rows. Errors: `not-static`, `unknown-column`, `not-kept`. */
export function requireStatic(dataset: Dataset, column: string): void {
  const read = namesOf(dataset, column);
  for (const { id, offset, length } of dataset.series) {
    let first = -1;
    for (let row = offset; row < offset + length; row++) {
      const name = read(row);
      if (name === null) continue;
      if (first < 0) first = row;
      else if (name !== read(first)) {
        const where = id === '' ? 'the series' : `series "${id}"`;
        throw new ExpectedError(
          'not-static',
          `Expected one value of the static covariate "${column}" in ${where} but line ${dataset.fileRows[first]} has ${read(first)} and line ` +
            `${dataset.fileRows[row]} has ${name}. Declare it as a past or future covariate, or correct the file.`,
          { column, row: dataset.fileRows[row] },
        );
      }
    }
  }
}
