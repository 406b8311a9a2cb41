import type { Frequency } from '../../protocol/data.ts';
import { DAY, dayInMonth, dayOf, HOUR, MINUTE, monthIndex, SECOND } from './calendar.ts';
import type { ZoneClock } from './zone.ts';

/** Spans of time without gaps between them, closed on the left: `index` of the one that holds a time, `start` of one; milliseconds UTC. */
export interface Buckets {
  index(utc: number): number;
  start(index: number): number;
}

const FIXED: Partial<Record<Frequency['unit'], number>> = { second: SECOND, minute: MINUTE, hour: HOUR };
const MONTHS: Partial<Record<Frequency['unit'], number>> = { month: 1, quarter: 3, year: 12 };
/** 1970-01-01 was a Thursday. */
const THURSDAY = 3;

/**
 * The buckets of a frequency in a zone. Days, weeks (from Monday), months, quarters and years begin at midnight on the wall, so that a day
 * may last 23 hours; shorter ones last what they say and begin on the wall's full step where `sample`, a time of the data, lies.
 * Several days, weeks or months are counted from 1970 and year 0, so that all series share their buckets. Null for a unit that has no spans: `row`, and
 * `business-day`, which leaves weekends over.
 */
export function bucketsOf({ unit, step }: Frequency, clock: ZoneClock, sample: number): Buckets | null {
  const fixed = FIXED[unit];
  if (fixed !== undefined) {
    const size = fixed * step;
    const offset = clock.toWall(sample) - sample;
    return { index: (utc) => Math.floor((utc + offset) / size), start: (index) => index * size - offset };
  }
  const months = MONTHS[unit];
  if (months !== undefined) {
    const size = months * step;
    return {
      index: (utc) => Math.floor(monthIndex(clock.toWall(utc)) / size),
      start: (index) => clock.toUtc(dayInMonth(index * size, 1) * DAY),
    };
  }
  if (unit !== 'day' && unit !== 'week') return null;
  const [size, shift] = unit === 'day' ? [step, 0] : [7 * step, THURSDAY];
  return {
    index: (utc) => Math.floor((dayOf(clock.toWall(utc)) + shift) / size),
    start: (index) => clock.toUtc((index * size - shift) * DAY),
  };
}
