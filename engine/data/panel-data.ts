import type { NumericColumn, TextColumn, TrainingData } from './dataset.ts';

/** Name of the target of a panel that has no other column. */
export const PANEL_TARGET = 'value';

/** A column of a panel beside its target: for each series its rows, amounts or, with `labels`, codes that count them; NaN where missing. */
export interface PanelColumn {
  name: string;
  labels: readonly string[] | null;
  rowsOf: (series: number) => ArrayLike<number>;
}

export interface PanelSeries {
  id: string;
  values: Float64Array;
  /** Times on the wall of its rows, milliseconds as if it were UTC; left out: rows are counted. */
  time?: Float64Array;
}

/** Series as data to train on: one range of rows a series, without a calendar where they have no times. Columns that end early have gaps. */
export function panelData(
  name: string,
  series: readonly PanelSeries[],
  target: string = PANEL_TARGET,
  columns: readonly PanelColumn[] = [],
): TrainingData {
  const rows = series.reduce((sum, { values }) => sum + values.length, 0);
  const column = new Float64Array(rows);
  const time = new Float64Array(rows);
  let offset = 0;
  const ranges = series.map(({ id, values, time: own }) => {
    column.set(values, offset);
    for (let t = 0; t < values.length; t++) time[offset + t] = own === undefined ? t : own[t]!;
    const range = { id, offset, length: values.length, start: time[offset] ?? 0, end: time[offset + values.length - 1] ?? 0 };
    offset += values.length;
    return range;
  });
  const numeric: NumericColumn[] = [{ name: target, values: column }];
  const text: TextColumn[] = [];
  for (const { name: own, labels, rowsOf } of columns) {
    const values = new Float64Array(rows).fill(Number.NaN);
    ranges.forEach((range, index) => {
      const source = rowsOf(index);
      for (let t = 0; t < Math.min(range.length, source.length); t++) values[range.offset + t] = source[t]!;
    });
    if (labels === null) numeric.push({ name: own, values });
    else text.push({ name: own, labels: [...labels], codes: Int32Array.from(values, (code) => (Number.isNaN(code) ? -1 : code)) });
  }
  return {
    name,
    hash: '',
    frequency: { unit: 'row', step: 1 },
    time,
    series: ranges,
    numeric,
    text,
    columns: [],
    settings: { time: { format: 'row', zone: 'UTC' } },
  };
}
