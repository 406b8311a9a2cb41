import type { Resampling, SeriesSummary } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import type { FindingLog } from '../csv/findings.ts';
import type { Pause } from '../csv/pause.ts';
import { bucketsOf } from './buckets.ts';
import { frequencyName } from './frequency.ts';
import type { OrderedRows, RawIndex } from './index-rows.ts';
import { LONGEST, type RegularRows } from './regular.ts';
import type { ZoneClock } from './zone.ts';

/** A regular index of buckets: `source[i]` is a bucket with rows (-1: none), bucket b holds `order[from[b]]` to before `order[to[b]]`. */
export interface ResampledRows extends RegularRows {
  order: Int32Array;
  from: Int32Array;
  to: Int32Array;
}

/**
 * Puts ordered rows into buckets of a declared frequency. A bucket without rows is a gap; how many rows went where is told.
 * Errors: `no-time`, `bad-resample`, `resample-too-fine`.
 */
export async function resampleRows(
  rows: OrderedRows,
  raw: RawIndex,
  clock: ZoneClock,
  { frequency, rules }: Resampling,
  log: FindingLog,
  pause: Pause,
): Promise<ResampledRows> {
  const { order, utc, groups } = rows;
  const name = frequencyName(frequency);
  if (raw.time === null) {
    throw new ExpectedError('no-time', `Rows cannot be put into steps of one ${name} without times; name the time column.`, {
      flag: '--time',
    });
  }
  const buckets = bucketsOf(frequency, clock, utc[order[0] ?? 0] ?? 0);
  if (buckets === null) throw new ExpectedError('bad-resample', `Steps of one ${name} are no spans of time; choose hours, days or months.`);
  const indices = Float64Array.from(order, (row) => buckets.index(utc[row]!));
  await pause();
  const length = groups.reduce((sum, { from, to }) => sum + indices[to - 1]! - indices[from]! + 1, 0);
  if (length > LONGEST * order.length + 16) {
    const message = `A step of one ${name} would need ${length} rows for the ${order.length} that the file has; choose a longer step.`;
    throw new ExpectedError('resample-too-fine', message, { rows: length, flag: '--resample' });
  }
  const source = new Int32Array(length).fill(-1);
  const time = new Float64Array(length);
  const from = new Int32Array(order.length);
  const to = new Int32Array(order.length);
  const series: SeriesSummary[] = [];
  let [filled, offset] = [0, 0];
  for (const group of groups) {
    const first = indices[group.from]!;
    const count = indices[group.to - 1]! - first + 1;
    for (let i = 0; i < count; i++) time[offset + i] = buckets.start(first + i);
    for (let at = group.from; at < group.to; at++) {
      if (at === group.from || indices[at] !== indices[at - 1]) {
        from[filled] = at;
        source[offset + indices[at]! - first] = filled++;
      }
      to[filled - 1] = at + 1;
    }
    series.push({ id: group.id, offset, length: count, start: time[offset]!, end: time[offset + count - 1]! });
    offset += count;
  }
  const used = { from: from.subarray(0, filled), to: to.subarray(0, filled) };
  const told = Object.entries(rules).map(([column, rule]) => `${column} by ${rule}`);
  const message =
    `${order.length} rows went into ${filled} steps of one ${name} (${told.slice(0, 8).join(', ')}${told.length > 8 ? ', ...' : ''}); ` +
    `${length - filled} steps without rows are gaps.`;
  log.add({ code: 'resampled', severity: 'info', message, advice: 'Nothing to do: as stated.', column: raw.timeName });
  noteUneven(used, rows, raw, Object.values(rules).includes('sum'), log);
  return { source, time, series, frequency, order, ...used };
}

/** Tells of steps that hold another number of rows than most: a sum over them is of another size. */
function noteUneven(
  { from, to }: Pick<ResampledRows, 'from' | 'to'>,
  { order }: OrderedRows,
  raw: RawIndex,
  sums: boolean,
  log: FindingLog,
): void {
  const counts = new Map<number, number>();
  for (let b = 0; b < from.length; b++) counts.set(to[b]! - from[b]!, (counts.get(to[b]! - from[b]!) ?? 0) + 1);
  const [usual, times] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0]);
  if (times === from.length) return;
  const column = raw.timeName;
  if (times <= from.length / 2) {
    const message = `The steps hold from ${Math.min(...counts.keys())} to ${Math.max(...counts.keys())} rows.`;
    const advice = 'Nothing to do if rows are events; else a sum over fewer rows is smaller.';
    log.add({ code: 'uneven-steps', severity: 'info', message, advice, column });
    return;
  }
  const odd = from.findIndex((start, b) => to[b]! - start !== usual);
  const row = raw.lines[order[from[odd]!]!]!;
  const message = `Most steps hold ${usual} rows; the one that begins with row ${row} holds ${to[odd]! - from[odd]!}.`;
  const advice = sums
    ? 'A sum over fewer rows is smaller: leave incomplete steps, often the first and the last, out of the file, or use the mean.'
    : 'Nothing to do if the values of an incomplete step can stand for it.';
  log.add({ code: 'uneven-steps', severity: sums ? 'warning' : 'info', message, advice, row, column }, from.length - times);
}
