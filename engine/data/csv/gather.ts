import type { ColumnSummary, ImportSettings } from '../../protocol/data.ts';
import type { NumericColumn, TextColumn } from '../dataset.ts';
import type { MendedRows, Mending } from '../fixes/mending.ts';
import type { Cells } from './cells.ts';
import type { FindingLog } from './findings.ts';
import type { Pause } from './pause.ts';
import { remarkOnColumn } from './value-remarks.ts';

export interface GatheredColumns {
  numeric: NumericColumn[];
  text: TextColumn[];
  columns: ColumnSummary[];
}

/** Brings the columns into the order of the index; `source[i]` is the row of the cells, -1 for a filled gap. */
export async function gatherColumns(
  { numbers, texts }: Cells,
  source: Int32Array,
  settings: ImportSettings,
  time: Float64Array,
  log: FindingLog,
  pause: Pause,
  mending: Pick<Mending, 'ignores' | 'mend'> & { rows: MendedRows },
): Promise<GatheredColumns> {
  const numeric: NumericColumn[] = [];
  const text: TextColumn[] = [];
  const columns: ColumnSummary[] = [];
  for (const column of settings.columns) {
    const { name } = column;
    const cells = numbers.get(name);
    const labels = texts.get(name);
    if (mending.ignores(name)) {
      columns.push({ ...column, role: 'ignore', observed: 0, missing: 0, min: null, max: null, mean: null });
    } else if (cells) {
      const values = new Float64Array(source.length);
      for (let i = 0; i < source.length; i += 1) values[i] = source[i]! < 0 ? NaN : cells[source[i]!]!;
      mending.mend(name, values, mending.rows);
      numeric.push({ name, values });
      const summary = summarise(column, values);
      columns.push(summary);
      remarkOnColumn(summary, values, log);
    } else if (labels) {
      const from = labels.codes;
      const codes = new Int32Array(source.length);
      for (let i = 0; i < source.length; i += 1) codes[i] = source[i]! < 0 ? -1 : from[source[i]!]!;
      text.push({ name, labels: labels.labels, codes });
      const observed = codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0);
      columns.push({ ...column, observed, missing: codes.length - observed, min: null, max: null, mean: null });
    } else {
      const isTime = column.role === 'time';
      const range = isTime ? extremes(time) : { min: null, max: null };
      columns.push({ ...column, observed: isTime ? time.length : 0, missing: 0, ...range, mean: null });
    }
    if (source.length > 10_000) await pause();
  }

  return { numeric, text, columns };
}

function summarise(column: ImportSettings['columns'][number], values: Float64Array): ColumnSummary {
  let observed = 0;
  let mean = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    observed += 1;
    mean += (value - mean) / observed;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const known = observed > 0;
  return {
    ...column,
    observed,
    missing: values.length - observed,
    min: known ? min : null,
    max: known ? max : null,
    mean: known ? mean : null,
  };
}

/** Of at least one value, none missing. */
function extremes(values: Float64Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
