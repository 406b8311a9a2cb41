/** A dataset cut to a range of its time: what lies before or after is not read. */
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';
import { lowerBound } from './column.ts';
import type { Dataset } from './dataset.ts';
import { DAY, daysFromCivil } from './time/calendar.ts';
import { type IsoCell, parseIso } from './time/iso.ts';
import { timeWriter } from './time/write-time.ts';
import { zoneClock } from './time/zone.ts';

/** The first and the last row, as text; left open: from the start, to the end. */
export type RangeWish = Partial<Record<'from' | 'to', string | undefined>>;

/** What decides the rows that are read: the range, and the columns whose rows after its end say what will be. */
export type Cut = RangeWish & { horizon: number; future?: readonly string[] | undefined; statics?: readonly string[] | undefined };

type Bound = 'from' | 'to';

/** The last cut of each content: a what-if asks for the same one many times a second. */
const cuts = new WeakMap<
  Float64Array,
  { key: string; part: Pick<Dataset, 'time' | 'fileRows' | 'series' | 'numeric' | 'text' | 'rowsBefore'> }
>();

/**
 * The rows of a dataset in a range, both ends included; series without such rows are left out. Where columns are known ahead, the horizon's rows
 * after the end come along with these columns (and those that never change) alone. Without a range: the dataset itself.
 * Error: `bad-config` where a bound cannot be read or no row lies in the range.
 */
export function withinRange(dataset: Dataset, cut: Cut): Dataset {
  const { from, to, horizon, future = [], statics = [] } = cut;
  if (from === undefined && to === undefined) return dataset;
  const key = JSON.stringify([from, to, horizon, future, statics]);
  const known = cuts.get(dataset.time);
  if (known?.key === key) return { ...dataset, ...known.part };
  const part = cutRows(dataset, cut, boundOf(dataset, 'from', from), boundOf(dataset, 'to', to));
  cuts.set(dataset.time, { key, part });
  return { ...dataset, ...part };
}

/**
 * The same range in the words of the data's own rows: its first and its last one. Two ranges of the same rows are the same text, however
 * they were written. Errors: as `withinRange`.
 */
export function rangeInRows(dataset: Dataset, { from, to }: RangeWish): Pick<DataConfig, 'from' | 'to'> {
  if (from === undefined && to === undefined) return {};
  const { series, time } = withinRange(dataset, { from, to, horizon: 1 });
  const write = timeWriter(dataset);
  const first = series.reduce((least, { start }) => Math.min(least, start), time[0]!);
  const last = series.reduce((most, { end }) => Math.max(most, end), time[0]!);
  return { ...(from !== undefined && { from: String(write(first)) }), ...(to !== undefined && { to: String(write(last)) }) };
}

function cutRows(
  dataset: Dataset,
  { from, to, horizon, future = [], statics = [] }: Cut,
  lower: number,
  beyond: number,
): Pick<Dataset, 'time' | 'fileRows' | 'series' | 'numeric' | 'text' | 'rowsBefore'> {
  const { time } = dataset;
  const pieces = dataset.series.flatMap((series) => {
    const end = series.offset + series.length;
    const first = lowerBound(time, series.offset, end, lower);
    const last = lowerBound(time, first, end, beyond);
    return last > first ? [{ series, first, last, stop: future.length === 0 ? last : Math.min(end, last + horizon) }] : [];
  });
  if (pieces.length === 0) throw noRows(dataset, { from, to });
  const total = pieces.reduce((sum, { first, stop }) => sum + stop - first, 0);
  const through = new Set([...future, ...statics]);
  /** Copies a column's rows; of those after the end only where the column is known there. */
  const copy = <T extends Float64Array | Int32Array>(values: T, into: T, name: string | null, missing: number): T => {
    let at = 0;
    for (const { first, last, stop } of pieces) {
      into.set(values.subarray(first, stop), at);
      if (name !== null && !through.has(name)) into.fill(missing, at + last - first, at + stop - first);
      at += stop - first;
    }
    return into;
  };
  let offset = 0;
  const series = pieces.map(({ series: one, first, stop }) => {
    const cut = { ...one, offset, length: stop - first, start: time[first]!, end: time[stop - 1]! };
    offset += stop - first;
    return cut;
  });
  return {
    time: copy(time, new Float64Array(total), null, Number.NaN),
    fileRows: copy(dataset.fileRows, new Int32Array(total), null, 0),
    numeric: dataset.numeric.map(({ name, values }) => ({ name, values: copy(values, new Float64Array(total), name, Number.NaN) })),
    text: dataset.text.map(({ name, labels, codes }) => ({ name, labels, codes: copy(codes, new Int32Array(total), name, -1) })),
    series,
    rowsBefore: new Map(pieces.map(({ series: one, first }) => [one.id, first - one.offset])),
  };
}

/** The first time of a range, or the first one after it; infinite where it is open. */
function boundOf(dataset: Dataset, bound: Bound, text: string | undefined): number {
  if (text === undefined) return bound === 'from' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const found = dataset.hasTime ? momentOf(text.trim(), bound, dataset.settings.time.zone) : rowOf(text.trim(), bound);
  if (Number.isNaN(found)) throw unreadable(dataset, bound, text);
  return found;
}

function rowOf(text: string, bound: Bound): number {
  return /^\d{1,15}$/.test(text) ? Number(text) + (bound === 'to' ? 1 : 0) : Number.NaN;
}

/** A year, a month or a day stands for all of it. */
function momentOf(text: string, bound: Bound, zone: string): number {
  const clock = zoneClock(zone);
  const period = /^(\d{4})(?:-(\d{1,2}))?$/.exec(text);
  if (period) {
    const [year, month] = [Number(period[1]), Number(period[2] ?? (bound === 'to' ? 12 : 1))];
    if (month < 1 || month > 12) return Number.NaN;
    const day = bound === 'from' ? daysFromCivil(year, month, 1) : daysFromCivil(month === 12 ? year + 1 : year, (month % 12) + 1, 1);
    return clock.toUtc(day * DAY);
  }
  const cell: IsoCell = { time: Number.NaN, absolute: false };
  parseIso(text, cell);
  const isDay = /^\d{4}-\d{1,2}-\d{1,2}$/.test(text);
  if (bound === 'from') return cell.absolute ? cell.time : clock.toUtc(cell.time);
  if (isDay) return clock.toUtc(cell.time + DAY);
  return (cell.absolute ? cell.time : clock.toUtc(cell.time)) + 1;
}

function unreadable({ hasTime }: Pick<Dataset, 'hasTime'>, bound: Bound, text: string): ExpectedError {
  const what = hasTime ? 'a date such as 2024, 2024-03, 2024-03-01 or 2024-03-01 12:30' : 'a row number';
  return new ExpectedError('bad-config', `Expected ${what} for data.${bound} but received "${text}".`, { flag: `--${bound}` });
}

function noRows(dataset: Dataset, { from, to }: RangeWish): ExpectedError {
  const write = timeWriter(dataset);
  const first = dataset.series.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const last = dataset.series.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY);
  return new ExpectedError(
    'bad-config',
    `No row of ${dataset.name} lies between data.from ${from ?? 'open'} and data.to ${to ?? 'open'}: its rows go from ${write(first)} to ${write(last)}. Choose a range within them.`,
    { flag: from === undefined ? '--to' : '--from' },
  );
}
