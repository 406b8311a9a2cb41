import type { Fix, ImportSettings, Resampling, SeriesSummary } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { interpolate } from './interpolate.ts';

export type RepeatedTimes = Extract<Fix, { kind: 'repeated-times' }>['keep'];

/** What the rows of a column are, beside its values. */
export interface MendedRows {
  series: readonly SeriesSummary[];
  /** Line of the file of each row; 0 where it fills a gap. */
  fileRows: Int32Array;
}

/** The fixes of a dataset, by where they take effect. */
export interface Mending {
  /** Null: no fix says so. */
  repeatedTimes: RepeatedTimes | null;
  resample: Resampling | null;
  ignores(column: string): boolean;
  /** Changes the values of one column, in order of the fixes. */
  mend(column: string, values: Float64Array, rows: MendedRows): void;
}

/** Error: `unknown-column` where a fix names a column without values. */
export function mending({ fixes = [], columns, resample }: Pick<ImportSettings, 'fixes' | 'columns' | 'resample'>): Mending {
  const values = columns.filter(({ role }) => role === 'value').map(({ name }) => name);
  for (const fix of fixes) {
    if (fix.kind === 'accept' || !('column' in fix) || fix.column === null || values.includes(fix.column)) continue;
    const message = `A fix names the column "${fix.column}", which holds no values here; undo the fix, or read the column as values.`;
    throw new ExpectedError('unknown-column', message, { column: fix.column });
  }
  const last = <K extends Fix['kind']>(kind: K): Extract<Fix, { kind: K }> | undefined =>
    fixes.findLast((fix): fix is Extract<Fix, { kind: K }> => fix.kind === kind);
  const steps = last('resample');
  return {
    repeatedTimes: last('repeated-times')?.keep ?? null,
    resample: steps ? { frequency: steps.frequency, rules: Object.fromEntries(values.map((name) => [name, steps.rule])) } : resample,
    ignores: (column) => fixes.some((fix) => fix.kind === 'ignore-column' && fix.column === column),
    mend: (column, cells, rows) => {
      for (const fix of fixes) apply(fix, column, cells, rows);
    },
  };
}

function apply(fix: Fix, column: string, values: Float64Array, { series, fileRows }: MendedRows): void {
  if (fix.kind === 'missing-value' && fix.column === column) {
    for (let i = 0; i < values.length; i += 1) if (values[i] === fix.value) values[i] = NaN;
  } else if (fix.kind === 'missing-cells' && fix.column === column) {
    const marked = new Set(fix.rows);
    for (let i = 0; i < values.length; i += 1) if (marked.has(fileRows[i]!)) values[i] = NaN;
  } else if (fix.kind === 'interpolate' && (fix.column ?? column) === column) {
    for (const { offset, length } of series) interpolate(values.subarray(offset, offset + length), fix.longest);
  }
}

/** Fixes that decide a value: those that only accept a finding are left out. */
export function changingFixes(fixes: readonly Fix[] | undefined): Fix[] {
  return (fixes ?? []).filter(({ kind }) => kind !== 'accept');
}
