import type { Frequency } from '../../protocol/data.ts';
import {
  businessDayIndex,
  DAY,
  dayInMonth,
  dayOf,
  dayOfBusinessIndex,
  HOUR,
  MINUTE,
  monthIndex,
  SECOND,
  timeOfDay,
  WEEK,
  weekday,
} from './calendar.ts';

/**
 * A calendar of whole numbers: `index` of a time (NaN where it is off the calendar), `time` of an index; one step of
 * the frequency is `size` indices. Times are wall time for days and longer, UTC for less (see `isCalendar`).
 */
export interface Grid {
  readonly size: number;
  index(time: number): number;
  time(index: number): number;
}

const FIXED: Partial<Record<Frequency['unit'], number>> = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };
const MONTHS: Partial<Record<Frequency['unit'], number>> = { month: 1, quarter: 3, year: 12 };

/** Whether the steps are counted on the wall clock: a day may have 23 hours there. */
export function isCalendar({ unit }: Frequency): boolean {
  return unit !== 'second' && unit !== 'minute' && unit !== 'hour' && unit !== 'row';
}

/** Whether the steps are months, or quarters and years, which are months too. */
export function isMonthly({ unit }: Frequency): boolean {
  return MONTHS[unit] !== undefined;
}

/** The grid of a frequency. `sample`: any time of the series, for its time of day; `monthDay`: see `monthDayOf`. */
export function gridOf({ unit, step }: Frequency, sample: number, monthDay: number): Grid {
  const clock = timeOfDay(sample);
  const months = MONTHS[unit];
  if (months !== undefined) {
    return { size: months * step, index: monthIndex, time: (index) => dayInMonth(index, monthDay) * DAY + clock };
  }
  if (unit === 'business-day') {
    return {
      size: step,
      index: (time) => (timeOfDay(time) === clock && weekday(dayOf(time)) < 5 ? businessDayIndex(dayOf(time)) : NaN),
      time: (index) => dayOfBusinessIndex(index) * DAY + clock,
    };
  }
  return { size: (FIXED[unit] ?? 1) * step, index: (time) => time, time: (index) => index };
}

/** The day of the month on which a monthly series falls: 31 where every time is the last of its month. */
export function monthDayOf(times: Float64Array): number {
  let highest = 1;
  let ends = true;
  for (const time of times) {
    const day = dayOf(time);
    const index = monthIndex(time);
    highest = Math.max(highest, day - dayInMonth(index, 1) + 1);
    if (day !== dayInMonth(index, 31)) ends = false;
  }
  return ends ? 31 : highest;
}

/** Steps in one season by convention: 12 months, 24 hours, 96 quarters of an hour; 1 where there is none. */
export function seasonOf({ unit, step }: Frequency): number {
  const divided = (whole: number): number => (whole % step === 0 && step < whole ? whole / step : 1);
  switch (unit) {
    case 'second':
      return divided(60);
    case 'minute':
      return step === 1 ? 60 : divided(1440);
    case 'hour':
      return divided(24);
    case 'day':
      return divided(7);
    case 'business-day':
      return divided(5);
    case 'week':
      return divided(52);
    case 'month':
      return divided(12);
    case 'quarter':
      return divided(4);
    default:
      return 1;
  }
}

const NAMES: Record<Frequency['unit'], string> = {
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  'business-day': 'business day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  row: 'row',
};

/** A frequency in words: `month`, `15 minutes`. */
export function frequencyName({ unit, step }: Frequency): string {
  const name = NAMES[unit];
  return step === 1 ? name : `${step} ${name}s`;
}
