import { DateTime } from 'luxon';
import type { Dataset } from '../../engine/data/dataset.ts';
import { createRandom } from '../../engine/base/random.ts';

/** A dataset in memory: one numeric column a name, the series one after the other, monthly rows. */
export function datasetOf(series: Array<Record<string, ArrayLike<number>>>, season = 12): Dataset {
  const names = Object.keys(series[0]!);
  const lengths = series.map((columns) => columns[names[0]!]!.length);
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  const offsets = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
  return {
    name: 'made up',
    path: '/nowhere/made-up.csv',
    bytes: 0,
    hash: '0'.repeat(64),
    settings: {
      encoding: 'utf-8',
      delimiter: ',',
      quote: '"',
      skipLines: 0,
      header: true,
      decimal: '.',
      thousands: '',
      missing: [],
      layout: series.length > 1 ? 'long' : 'single',
      columns: names.map((name) => ({ name, type: 'number', role: 'value' })),
      time: { format: 'row', zone: 'UTC' },
      frequency: { unit: 'month', step: 1 },
      resample: null,
    },
    hasTime: false,
    frequency: { unit: 'month', step: 1 },
    season,
    time: Float64Array.from({ length: rows }, (_, row) => row),
    fileRows: Int32Array.from({ length: rows }, (_, row) => row + 2),
    series: lengths.map((length, i) => ({ id: `s${i}`, offset: offsets[i]!, length, start: 0, end: length - 1 })),
    numeric: names.map((name) => ({ name, values: Float64Array.from(series.flatMap((columns) => Array.from(columns[name]!))) })),
    text: [],
    columns: names.map((name) => ({ name, type: 'number', role: 'value', observed: rows, missing: 0, min: null, max: null, mean: null })),
    findings: [],
  };
}

/** The dataset with one more column, of text. */
export function withText(dataset: Dataset, name: string, cells: readonly string[]): Dataset {
  const labels = [...new Set(cells)];
  const codes = Int32Array.from(cells, (cell) => labels.indexOf(cell));
  const column: Dataset['columns'][number] = {
    name,
    type: 'text',
    role: 'ignore',
    observed: cells.length,
    missing: 0,
    min: null,
    max: null,
    mean: null,
  };
  return { ...dataset, text: [...dataset.text, { name, labels, codes }], columns: [...dataset.columns, column] };
}

/** The dataset with days from a date on, midnight on the clock of a zone, for its time. */
export function dailyFrom(dataset: Dataset, date: string, zone: string): Dataset {
  const first = DateTime.fromISO(date, { zone });
  const time = new Float64Array(dataset.time.length);
  const series = dataset.series.map((one) => {
    for (let day = 0; day < one.length; day++) time[one.offset + day] = first.plus({ days: day }).toMillis();
    return { ...one, start: time[one.offset]!, end: time[one.offset + one.length - 1]! };
  });
  const settings = { ...dataset.settings, time: { format: 'iso', zone } };
  return { ...dataset, time, series, settings, hasTime: true, frequency: { unit: 'day', step: 1 } };
}

/** A trend, a season and seeded noise: what a forecaster should learn and seasonal naive should not. */
export function seasonalSeries(length: number, season = 12, seed = 1, noise = 0.3): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, (_, t) => 50 + 0.4 * t + 8 * Math.sin((2 * Math.PI * t) / season) + noise * random.normal());
}
