import { ExpectedError } from '../../protocol/errors.ts';
import type { FindingLog } from '../csv/findings.ts';
import type { Pause } from '../csv/pause.ts';
import { sortByKey } from './sort.ts';
import type { ZoneClock } from './zone.ts';

/** Rows as they were read, before they are ordered. */
export interface RawIndex {
  /** Series of each row, -1 where unknown; null: one series. */
  codes: Int32Array | null;
  labels: readonly string[];
  /** Times as read: UTC where `absolute`, else wall time; null: there is no time. */
  time: Float64Array | null;
  absolute: boolean;
  /** Line of the file of each row. */
  lines: Int32Array;
  timeName: string;
  /** Whether two rows hold the same values. */
  same(a: number, b: number): boolean;
  /** Gives the first of these rows the means of the observed values of all of them. */
  average(rows: Int32Array): void;
}

/** Rows of the file, by number, in order of series and time, each time once. */
export interface OrderedRows {
  order: Int32Array;
  /** UTC time of each row of the file. */
  utc: Float64Array;
  groups: Array<{ id: string; from: number; to: number }>;
}

/** The id of the only series of a dataset that has no series column. */
export const SINGLE_SERIES = 'series';
/** Above this share of conflicting times the table needs a series column. */
const CONFLICTS = 0.2;

/**
 * What becomes of rows of one series with one time: all count; the first, the last or the mean of them stays, as a fix says; or it is
 * settled here: the last stays, unless there are so many that they look like several series.
 */
export type Repeated = 'all' | 'first' | 'last' | 'mean' | 'settle';

/** Orders the rows and settles repeated times. Throws `repeated-times`. */
export async function orderRows(
  raw: RawIndex,
  clock: ZoneClock,
  log: FindingLog,
  pause: Pause,
  repeated: Repeated = 'settle',
): Promise<OrderedRows> {
  const { order, groups } = group(raw, log);
  await pause();
  if (raw.time === null) return { order, groups, utc: new Float64Array(0) };
  const utc = raw.absolute || clock.utc ? raw.time : toUtc(raw, raw.time, order, groups, clock, log);
  for (const { from, to } of groups) {
    const broken = firstFall(order, utc, from, to);
    if (broken < 0) continue;
    noteUnsorted(raw, order[broken]!, log);
    await sortByKey(order, utc, from, to, pause);
  }
  await pause();
  if (repeated === 'all') return { order, groups, utc };
  return repeated === 'settle' ? dropRepeated({ order, groups, utc }, raw, log) : mergeRepeated({ order, groups, utc }, raw, repeated);
}

/** Rows by series in order of first appearance, in the order of the file within each. */
function group(raw: RawIndex, log: FindingLog): Pick<OrderedRows, 'order' | 'groups'> {
  const rows = raw.lines.length;
  const { codes } = raw;
  if (codes === null) return { order: upTo(rows), groups: [{ id: SINGLE_SERIES, from: 0, to: rows }] };
  const counts = new Int32Array(raw.labels.length);
  let unknown = 0;
  let first = 0;
  for (let row = 0; row < rows; row += 1) {
    const code = codes[row]!;
    if (code >= 0) counts[code] = counts[code]! + 1;
    else if (unknown++ === 0) first = raw.lines[row]!;
  }
  if (unknown > 0) {
    log.add(
      {
        code: 'missing-series',
        severity: 'warning',
        message: `Row ${first} does not say which series it belongs to and is left out.`,
        advice: 'Fill the id in the file.',
        row: first,
      },
      unknown,
    );
  }
  const groups: OrderedRows['groups'] = [];
  const next = new Int32Array(counts.length);
  let offset = 0;
  raw.labels.forEach((id, code) => {
    next[code] = offset;
    if (counts[code]! > 0) groups.push({ id, from: offset, to: offset + counts[code]! });
    offset += counts[code]!;
  });
  const order = new Int32Array(offset);
  for (let row = 0; row < rows; row += 1) {
    const code = codes[row]!;
    if (code < 0) continue;
    order[next[code]!] = row;
    next[code] = next[code]! + 1;
  }
  return { order, groups };
}

function upTo(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i += 1) order[i] = i;
  return order;
}

function toUtc(
  raw: RawIndex,
  wall: Float64Array,
  order: Int32Array,
  groups: OrderedRows['groups'],
  clock: ZoneClock,
  log: FindingLog,
): Float64Array {
  const utc = new Float64Array(wall.length);
  for (const { from, to } of groups) {
    let previous = -Infinity;
    for (let i = from; i < to; i += 1) {
      const row = order[i]!;
      previous = clock.toUtc(wall[row]!, previous);
      utc[row] = previous;
      if (clock.kind === 'plain') continue;
      const code = clock.kind === 'gap' ? 'clock-skipped' : 'clock-repeated';
      if (log.again(code, raw.timeName)) continue;
      const line = raw.lines[row]!;
      const message =
        clock.kind === 'gap'
          ? `The time in row ${line} does not exist: the clock was put forward; it is moved on by the skipped time.`
          : `The time in row ${line} exists twice, as the clock was put back; it is the first of the two unless the row before is that already.`;
      log.add({
        code,
        severity: 'warning',
        message,
        advice: 'State the time zone in which the file is written.',
        row: line,
        column: raw.timeName,
      });
    }
  }
  return utc;
}

/** The first place whose time is before the one ahead of it; -1: none. */
function firstFall(order: Int32Array, utc: Float64Array, from: number, to: number): number {
  for (let i = from + 1; i < to; i += 1) if (utc[order[i]!]! < utc[order[i - 1]!]!) return i;
  return -1;
}

function noteUnsorted(raw: RawIndex, row: number, log: FindingLog): void {
  if (log.again('unsorted', raw.timeName)) return;
  const line = raw.lines[row]!;
  const message = `The rows are not in order of time: row ${line} is earlier than the one before. They were sorted.`;
  log.add({
    code: 'unsorted',
    severity: 'info',
    message,
    advice: 'Nothing to do if the dates are right.',
    row: line,
    column: raw.timeName,
  });
}

/** Of rows with one time, identical ones count once and the last of different ones stays. */
function dropRepeated(rows: OrderedRows, raw: RawIndex, log: FindingLog): OrderedRows {
  const { order, utc } = rows;
  let conflicts = 0;
  let firstConflict = 0;
  let kept = 0;
  const groups = rows.groups.map(({ id, from, to }) => {
    const start = kept;
    for (let i = from; i < to; i += 1) {
      const row = order[i]!;
      const before = order[kept - 1]!;
      if (kept === start || utc[row] !== utc[before]) {
        order[kept++] = row;
        continue;
      }
      if (raw.same(before, row)) noteDuplicate(raw, row, log);
      else {
        if (conflicts++ === 0) firstConflict = raw.lines[row]!;
        order[kept - 1] = row;
      }
    }
    return { id, from: start, to: kept };
  });
  if (conflicts > Math.max(2, order.length * CONFLICTS)) {
    const message =
      `${conflicts} of ${order.length} rows repeat a time with other values, the first in row ${firstConflict}. ` +
      'If the file holds several series, name the column that tells them apart; else leave one row for each time.';
    throw new ExpectedError('repeated-times', message, { row: firstConflict, column: raw.timeName, flag: '--series' });
  }
  if (conflicts > 0) {
    const message = `Row ${firstConflict} repeats a time with other values; the last row of each time is kept.`;
    log.add(
      {
        code: 'conflicting-rows',
        severity: 'warning',
        message,
        advice: 'Leave one row for each time in the file, or name the series column; if the clock was put back then, state the time zone.',
        row: firstConflict,
        column: raw.timeName,
      },
      conflicts,
    );
  }
  return { order: order.subarray(0, kept), utc, groups };
}

/** One row for each time, as a fix says. */
function mergeRepeated({ order, utc, groups }: OrderedRows, raw: RawIndex, keep: 'first' | 'last' | 'mean'): OrderedRows {
  let kept = 0;
  const merged = groups.map(({ id, from, to }) => {
    const start = kept;
    for (let i = from; i < to;) {
      let end = i + 1;
      while (end < to && utc[order[end]!] === utc[order[i]!]) end += 1;
      if (keep === 'mean' && end > i + 1) raw.average(order.slice(i, end));
      order[kept++] = order[keep === 'last' ? end - 1 : i]!;
      i = end;
    }
    return { id, from: start, to: kept };
  });
  return { order: order.subarray(0, kept), utc, groups: merged };
}

function noteDuplicate(raw: RawIndex, row: number, log: FindingLog): void {
  if (log.again('duplicate-rows', raw.timeName)) return;
  const line = raw.lines[row]!;
  const message = `Row ${line} repeats the row before it in time, with the same values; such rows count once.`;
  log.add({ code: 'duplicate-rows', severity: 'info', message, advice: 'Nothing to do.', row: line, column: raw.timeName });
}
