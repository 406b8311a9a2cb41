import type { TrainingData } from './dataset.ts';

/** Name of the one column of a panel. */
export const PANEL_TARGET = 'value';

/** Series without a calendar as data to train on: one column, one range of rows a series. */
export function panelData(name: string, series: ReadonlyArray<{ id: string; values: Float64Array }>): TrainingData {
  const rows = series.reduce((sum, { values }) => sum + values.length, 0);
  const column = new Float64Array(rows);
  const time = new Float64Array(rows);
  let offset = 0;
  const ranges = series.map(({ id, values }) => {
    column.set(values, offset);
    for (let t = 0; t < values.length; t++) time[offset + t] = t;
    const range = { id, offset, length: values.length, start: 0, end: values.length - 1 };
    offset += values.length;
    return range;
  });
  return {
    name,
    hash: '',
    frequency: { unit: 'row', step: 1 },
    time,
    series: ranges,
    numeric: [{ name: PANEL_TARGET, values: column }],
    text: [],
    columns: [],
    settings: { time: { format: 'row', zone: 'UTC' } },
  };
}
