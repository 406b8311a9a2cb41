import type { Frequency, SeriesSummary } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import type { FindingLog } from '../csv/findings.ts';
import type { Pause } from '../csv/pause.ts';
import { frequencyName, gridOf, isCalendar, isMonthly, monthDayOf, type Grid } from './frequency.ts';
import type { OrderedRows, RawIndex } from './index-rows.ts';
import { remarkOnPanel } from './panel-remarks.ts';
import { tradingDays } from './trading-days.ts';
import { commonPhase, inferFrequency, remainder } from './infer-frequency.ts';
import type { ZoneClock } from './zone.ts';

/** The rows of a dataset: for each one the row of the file (-1: fills a gap) and its time (UTC, or a row number from 1). */
export interface RegularRows {
  source: Int32Array;
  time: Float64Array;
  series: SeriesSummary[];
  frequency: Frequency;
}

/** Filling may make the index this many times as long as the rows that are there. */
export const LONGEST = 4;

/** Puts ordered rows on a regular index. `stated`: the frequency that the user chose. Throws `frequency-mismatch`. */
export async function makeRegular(
  rows: OrderedRows,
  raw: RawIndex,
  clock: ZoneClock,
  stated: Frequency | null,
  log: FindingLog,
  pause: Pause,
): Promise<RegularRows> {
  if (raw.time === null) return numbered(rows);
  const utc = rows.groups.map(({ from, to }) => take(rows.utc, rows.order, from, to));
  const wall = clock.utc ? utc : utc.map((times) => times.map((time) => clock.toWall(time)));
  await pause();
  const frequency = stated ?? inferFrequency(wall, utc);
  if (stated === null) remarkOnPanel({ ids: rows.groups.map(({ id }) => id), wall, utc }, frequency, raw.timeName, log);
  if (frequency.unit === 'row') return irregular(rows, utc, log, raw, 'no step fits its times');
  await pause();
  const times = isCalendar(frequency) ? wall : utc;
  const calendar = place(times, frequency, stated !== null);
  if (calendar === null) {
    const message = `Most times in "${raw.timeName}" are not on a step of one ${frequencyName(frequency)}; choose another frequency or let it be detected.`;
    throw new ExpectedError('frequency-mismatch', message, { column: raw.timeName });
  }
  const placed = stated === null && frequency.unit === 'business-day' ? onTradingDays(calendar, raw.timeName, log) : calendar;
  await pause();
  const length = placed.reduce((sum, { last, first }) => sum + last - first + 1, 0);
  if (length > LONGEST * rows.order.length + 16) {
    return irregular(rows, utc, log, raw, `a step of one ${frequencyName(frequency)} would need ${length} rows for ${rows.order.length}`);
  }
  return fill(rows, raw, utc, placed, length, frequency, clock, log);
}

function take(values: Float64Array, order: Int32Array, from: number, to: number): Float64Array {
  const taken = new Float64Array(to - from);
  for (let i = from; i < to; i += 1) taken[i - from] = values[order[i]!]!;
  return taken;
}

interface Placed {
  /** Index of the series among the ordered rows. */
  group: number;
  grid: Grid;
  /** Steps of each row from an arbitrary zero; NaN where it is off the index. */
  steps: Float64Array;
  first: number;
  last: number;
  phase: number;
}

/** Steps of every row of every series; null where most are off a stated frequency. */
function place(times: readonly Float64Array[], frequency: Frequency, stated: boolean): Placed[] | null {
  const monthDay = isMonthly(frequency) ? times.reduce((day, list) => Math.max(day, monthDayOf(list)), 1) : 1;
  let off = 0;
  let total = 0;
  const placed = times.map((list, group): Placed => {
    const grid = gridOf(frequency, list[0] ?? 0, monthDay);
    const indices = list.map(grid.index);
    const phase = commonPhase(indices, grid.size);
    let first = Infinity;
    let last = -Infinity;
    const steps = indices.map((index) => {
      const step = remainder(index, grid.size) === phase ? (index - phase) / grid.size : NaN;
      if (Number.isNaN(step) || step === last) {
        off += 1;
        return NaN;
      }
      first = Math.min(first, step);
      last = step;
      return step;
    });
    total += list.length;
    return { group, grid, steps, first, last, phase };
  });
  return stated && off > total / 2 ? null : placed.filter(({ first }) => Number.isFinite(first));
}

/** Leaves out the weekdays on which no series has a row, and says so. */
function onTradingDays(placed: readonly Placed[], timeName: string, log: FindingLog): readonly Placed[] {
  const days = tradingDays(placed);
  if (days === null) return placed;
  const { open, closed } = days;
  const places = new Map([...open].map((day, i) => [day, i]));
  const place = (day: number): number => places.get(day)!;
  const { grid } = placed[0]!;
  const date = new Date(grid.time(closed[0]!)).toISOString().slice(0, 10);
  const message = `No series has a row on ${closed.length} weekdays between others, the first of them ${date}: they are taken for holidays and are no steps.`;
  const advice = 'State the frequency business-day if they are gaps.';
  log.add({ code: 'closed-days', severity: 'info', message, advice, column: timeName }, closed.length);
  return placed.map((one) => ({
    ...one,
    grid: { ...one.grid, time: (index) => one.grid.time(open[index]!) },
    steps: one.steps.map((day) => (Number.isNaN(day) ? NaN : place(day))),
    first: place(one.first),
    last: place(one.last),
  }));
}

function fill(
  rows: OrderedRows,
  raw: RawIndex,
  utc: readonly Float64Array[],
  placed: readonly Placed[],
  length: number,
  frequency: Frequency,
  clock: ZoneClock,
  log: FindingLog,
): RegularRows {
  const source = new Int32Array(length).fill(-1);
  const time = new Float64Array(length);
  const series: SeriesSummary[] = [];
  const calendar = isCalendar(frequency) && !clock.utc;
  let offset = 0;
  let gaps = 0;
  let gapLine = 0;
  for (const { group, grid, steps, first, last, phase } of placed) {
    const { id, from } = rows.groups[group]!;
    let next = 0;
    for (let i = 0; i < steps.length; i += 1) {
      const row = rows.order[from + i]!;
      const step = steps[i]!;
      if (Number.isNaN(step)) {
        noteOff(raw, raw.lines[row]!, frequency, log);
        continue;
      }
      const at = step - first;
      for (; next < at; next += 1) {
        const filled = grid.time((first + next) * grid.size + phase);
        time[offset + next] = calendar ? clock.toUtc(filled) : filled;
        gaps += 1;
        if (gapLine === 0) gapLine = raw.lines[row]!;
      }
      source[offset + at] = row;
      time[offset + at] = utc[group]![i]!;
      next = at + 1;
    }
    const count = last - first + 1;
    series.push({ id, offset, length: count, start: time[offset]!, end: time[offset + count - 1]! });
    offset += count;
  }
  if (gaps > 0) {
    const message = `Before row ${gapLine} steps of one ${frequencyName(frequency)} are missing; such gaps are filled with rows without values.`;
    log.add(
      {
        code: 'gaps-filled',
        severity: 'info',
        message,
        advice: 'Nothing to do: models treat the gaps as unknown.',
        row: gapLine,
        column: raw.timeName,
      },
      gaps,
    );
  }
  return { source, time, series, frequency };
}

function noteOff(raw: RawIndex, line: number, frequency: Frequency, log: FindingLog): void {
  if (log.again('off-index', raw.timeName)) return;
  const message = `The time in row ${line} is not on the step of one ${frequencyName(frequency)} that the others keep; the row is left out.`;
  log.add({
    code: 'off-index',
    severity: 'warning',
    message,
    advice: 'Correct the time in the file, or choose another frequency.',
    row: line,
    column: raw.timeName,
  });
}

function irregular(rows: OrderedRows, utc: readonly Float64Array[], log: FindingLog, raw: RawIndex, why: string): RegularRows {
  const message = `The times are irregular: ${why}. The rows are used one after the other, whatever time lies between them.`;
  log.add({
    code: 'irregular-times',
    severity: 'warning',
    message,
    advice: 'Bring the file to a regular step if the time between rows matters, or choose a frequency.',
    column: raw.timeName,
  });
  const time = new Float64Array(rows.order.length);
  rows.groups.forEach(({ from }, s) => time.set(utc[s]!, from));
  return { source: rows.order, time, series: summaries(rows, time), frequency: { unit: 'row', step: 1 } };
}

function numbered(rows: OrderedRows): RegularRows {
  const time = new Float64Array(rows.order.length);
  for (const { from, to } of rows.groups) for (let i = from; i < to; i += 1) time[i] = i - from + 1;
  return { source: rows.order, time, series: summaries(rows, time), frequency: { unit: 'row', step: 1 } };
}

function summaries(rows: OrderedRows, time: Float64Array): SeriesSummary[] {
  return rows.groups.map(({ id, from, to }) => ({ id, offset: from, length: to - from, start: time[from]!, end: time[to - 1]! }));
}
