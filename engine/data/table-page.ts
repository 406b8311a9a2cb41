import type { RowsRequest, RowsResult } from '../protocol/data.ts';
import type { Dataset } from './dataset.ts';

/** Some rows of a dataset as cells, in its own order: series by series, each in order of time. */
export function tablePage(dataset: Dataset, { offset, limit }: RowsRequest): RowsResult {
  const from = Math.min(offset, dataset.time.length);
  const to = Math.min(dataset.time.length, from + limit);
  const readers = dataset.settings.columns
    .filter(({ role }) => role !== 'ignore')
    .map(({ name, role }) => ({ name, read: reader(dataset, name, role === 'time') }));
  const indices = Array.from({ length: to - from }, (_, i) => from + i);
  return {
    offset: from,
    columns: readers.map(({ name }) => name),
    rows: indices.map((row) => readers.map(({ read }) => read(row))),
    fileRows: indices.map((row) => dataset.fileRows[row]!),
  };
}

function reader(dataset: Dataset, name: string, isTime: boolean): (row: number) => number | string | null {
  if (isTime) return (row) => dataset.time[row]!;
  const numeric = dataset.numeric.find((column) => column.name === name);
  if (numeric) return (row) => (Number.isNaN(numeric.values[row]!) ? null : numeric.values[row]!);
  const text = dataset.text.find((column) => column.name === name);
  return (row) => text?.labels[text.codes[row]!] ?? null;
}
