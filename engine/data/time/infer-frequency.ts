import { gcd } from '../../base/gcd.ts';
import type { Frequency } from '../../protocol/data.ts';
import { businessDayIndex, dayInMonth, dayOf, HOUR, MINUTE, monthIndex, SECOND, timeOfDay, weekday } from './calendar.ts';

/** The times of one series, rising and distinct. */
export type SeriesTimes = Float64Array;

const IRREGULAR: Frequency = { unit: 'row', step: 1 };
/** Share of rows that may be off the index before it is not taken for one. */
const OFF = 0.01;

/**
 * The step of the index that nearly all rows lie on. `wall` and `utc` are the same times on the clock of the zone
 * and in UTC: days and longer are counted on the wall, hours and shorter in UTC. `row` where no step fits.
 */
export function inferFrequency(wall: readonly SeriesTimes[], utc: readonly SeriesTimes[]): Frequency {
  return inferMonths(wall) ?? inferDays(wall) ?? inferFixed(utc) ?? IRREGULAR;
}

/** Distinct months, all of a series at the same time of day, and on the same day, near one end, or at the end of their month. */
function inferMonths(series: readonly SeriesTimes[]): Frequency | null {
  if (!keepTheirClock(series)) return null;
  let low = 31;
  let high = 1;
  let ends = true;
  for (const times of series) {
    let previous = -Infinity;
    for (const time of times) {
      const index = monthIndex(time);
      if (index === previous) return null;
      previous = index;
      const day = dayOf(time) - dayInMonth(index, 1) + 1;
      low = Math.min(low, day);
      high = Math.max(high, day);
      if (dayOf(time) !== dayInMonth(index, 31)) ends = false;
    }
  }
  if (!ends && low !== high && low < 26 && high > 5) return null;
  const step = commonStep(series.map((times) => times.map(monthIndex)));
  if (step === null) return null;
  // Working days next to each other across the end of a month, or a few scattered days, are no months.
  if (low !== high && !ends && step !== 1 && step !== 3 && step !== 12) return null;
  if (step % 12 === 0) return { unit: 'year', step: step / 12 };
  return step % 3 === 0 ? { unit: 'quarter', step: step / 3 } : { unit: 'month', step };
}

/** Days at one time of day in each series: working days where no weekend is met, weeks, days. */
function inferDays(series: readonly SeriesTimes[]): Frequency | null {
  if (!keepTheirClock(series)) return null;
  const days = series.map((times) => times.map(dayOf));
  const step = commonStep(days);
  if (step !== null && step % 7 === 0) return { unit: 'week', step: step / 7 };
  if (isBusiness(days)) {
    const business = commonStep(days.map((list) => list.map(businessDayIndex)));
    if (business === 1) return { unit: 'business-day', step: 1 };
  }
  return step === null ? null : { unit: 'day', step };
}

/** No weekend in at least two weeks. */
function isBusiness(days: readonly Float64Array[]): boolean {
  let weekends = 0;
  for (const list of days) {
    for (let i = 0; i < list.length; i += 1) {
      if (weekday(list[i]!) > 4) return false;
      if (i > 0 && weekday(list[i]!) < weekday(list[i - 1]!)) weekends += 1;
    }
  }
  return weekends >= 2;
}

function inferFixed(series: readonly SeriesTimes[]): Frequency | null {
  const step = commonStep(series);
  if (step === null) return null;
  if (step % HOUR === 0) return { unit: 'hour', step: step / HOUR };
  if (step % MINUTE === 0) return { unit: 'minute', step: step / MINUTE };
  return step % SECOND === 0 ? { unit: 'second', step: step / SECOND } : null;
}

/** Whether all times of each series are at one time of day; series from several zones have several. */
function keepTheirClock(series: readonly SeriesTimes[]): boolean {
  return series.every((times) => {
    const clock = timeOfDay(times[0] ?? 0);
    return times.every((time) => timeOfDay(time) === clock);
  });
}

/** The most frequent difference, or the greatest common divisor of the frequent ones, where nearly all rows lie on it. */
function commonStep(series: readonly Float64Array[]): number | null {
  const counts = new Map<number, number>();
  let total = 0;
  for (const positions of series) {
    for (let i = 1; i < positions.length; i += 1) {
      const gap = positions[i]! - positions[i - 1]!;
      total += 1;
      const known = counts.get(gap);
      if (known !== undefined) counts.set(gap, known + 1);
      else if (counts.size < 10_000) counts.set(gap, 1);
    }
  }
  if (total === 0) return null;
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const mode = ranked[0]![0];
  if (fits(series, mode)) return mode;
  const frequent = ranked.filter(([, count]) => count >= total * 0.02).reduce((divisor, [gap]) => gcd(divisor, gap), 0);
  if (frequent > 0 && frequent !== mode && fits(series, frequent)) return frequent;
  const all = ranked.reduce((divisor, [gap]) => gcd(divisor, gap), 0);
  return all > 0 && counts.size < 10_000 && fits(series, all) ? all : null;
}

function fits(series: readonly Float64Array[], step: number): boolean {
  let off = 0;
  let total = 0;
  for (const positions of series) {
    const phase = commonPhase(positions, step);
    total += positions.length;
    for (const position of positions) if (remainder(position, step) !== phase) off += 1;
  }
  return off <= total * OFF;
}

/** The remainder that most positions leave (Boyer and Moore's vote); NaN has no vote. */
export function commonPhase(positions: Float64Array, step: number): number {
  let phase = 0;
  let votes = 0;
  for (const position of positions) {
    if (Number.isNaN(position)) continue;
    const own = remainder(position, step);
    if (votes === 0) phase = own;
    votes += own === phase ? 1 : -1;
  }
  return phase;
}

/** Never negative. */
export function remainder(value: number, step: number): number {
  const rest = value % step;
  return rest < 0 ? rest + step : rest;
}
