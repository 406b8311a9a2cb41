import type { NumericColumn, TextColumn, TrainingData } from '../data/dataset.ts';
import { ExpectedError } from '../protocol/errors.ts';

/** Column of the dataset by name. Error: `unknown-column`, `not-numeric`. */
export function numericColumn(dataset: TrainingData, name: string): NumericColumn {
  const column = dataset.numeric.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = dataset.numeric.map((candidate) => candidate.name).join(', ');
  if (dataset.columns.some((candidate) => candidate.name === name)) {
    throw new ExpectedError('not-numeric', `Column "${name}" of ${dataset.name} holds no numbers to forecast. Numeric columns: ${names}.`, {
      name,
    });
  }
  throw new ExpectedError('unknown-column', `${dataset.name} has no column "${name}". Numeric columns: ${names}.`, { name });
}

/** Column to forecast by name. Errors: `unknown-column`, `not-numeric`, `empty-column`. */
export function targetColumn(dataset: TrainingData, name: string): NumericColumn {
  const column = numericColumn(dataset, name);
  if (!column.values.every(Number.isNaN)) return column;
  throw new ExpectedError('empty-column', `Column "${name}" of ${dataset.name} has no observed value. Choose another target.`, { name });
}

type Columns = Pick<TrainingData, 'numeric' | 'text' | 'columns' | 'name'>;

/** A column that can be read as names: text, or numbers as they are written. Error: `unknown-column`, `not-kept`. */
function namedColumn(dataset: Columns, name: string): NumericColumn | TextColumn {
  const column = dataset.text.find((candidate) => candidate.name === name) ?? dataset.numeric.find((candidate) => candidate.name === name);
  if (column) return column;
  if (dataset.columns.some((candidate) => candidate.name === name)) {
    throw new ExpectedError(
      'not-kept',
      `Column "${name}" of ${dataset.name} has no names to tell apart: it says when, or has too many different ones. Choose another column.`,
      { name },
    );
  }
  const names = [...dataset.text, ...dataset.numeric].map((candidate) => candidate.name).join(', ');
  throw new ExpectedError('unknown-column', `${dataset.name} has no column "${name}". Columns: ${names}.`, { name });
}

/** Whether a column holds text, so that its values can only be names. */
export function isText(dataset: Pick<TrainingData, 'text'>, name: string): boolean {
  return dataset.text.some((column) => column.name === name);
}

/** The name in each row of a column; null where it is missing. Errors: `unknown-column`, `not-kept`. */
export function namesOf(dataset: Columns, name: string): (row: number) => string | null {
  const column = namedColumn(dataset, name);
  if ('codes' in column) return (row) => column.labels[column.codes[row]!] ?? null;
  return (row) => (Number.isNaN(column.values[row]!) ? null : String(column.values[row]!));
}

/** What stands in a model's list of names for rows without one. */
export const NO_NAME = '';

/** Codes by column, then by the list of names that they count: many windows of a backtest are cut from one. */
const encoded = new WeakMap<object, WeakMap<readonly string[], Float64Array>>();

/**
 * A column as numbers over all rows; NaN where missing. `names`: those that a model knows, for a column of names, which becomes codes: 1 + the
 * index of its name, 0 for a name that is not among them. Errors: `unknown-column`, `not-numeric`, `not-kept`.
 */
export function columnValues(dataset: TrainingData, name: string, names: readonly string[] | undefined): Float64Array {
  if (names === undefined) return numericColumn(dataset, name).values;
  const column = namedColumn(dataset, name);
  let known = encoded.get(column);
  if (known === undefined) encoded.set(column, (known = new WeakMap<readonly string[], Float64Array>()));
  let codes = known.get(names);
  if (codes === undefined) {
    const indices = new Map(names.map((label, index) => [label, index + 1]));
    const read = namesOf(dataset, name);
    codes = new Float64Array(dataset.time.length).map((_, row) => {
      const label = read(row);
      return label === null ? (indices.get(NO_NAME) ?? Number.NaN) : (indices.get(label) ?? 0);
    });
    known.set(names, codes);
  }
  return codes;
}
