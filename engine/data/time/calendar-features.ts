import type { CalendarFeature } from '../../protocol/training.ts';
import { civilFromDays, dayOf, daysFromCivil, MINUTE, timeOfDay, weekday } from './calendar.ts';
import { FIRST_HOLIDAY, HOLIDAY_DAYS, holidayReader, loadHolidays } from './holidays.ts';

type Cycle = Exclude<CalendarFeature, `holiday:${string}`>;

/** How many places a cycle has; a time of day counts to the minute. */
const PLACES: Record<Cycle, number> = { hour: 1440, weekday: 7, month: 12, 'day-of-year': 366 };

const PLACE_OF: Record<Cycle, (wall: number) => number> = {
  hour: (wall) => Math.floor(timeOfDay(wall) / MINUTE),
  weekday: (wall) => weekday(dayOf(wall)),
  month: (wall) => civilFromDays(dayOf(wall)).month - 1,
  'day-of-year': (wall) => dayOf(wall) - daysFromCivil(civilFromDays(dayOf(wall)).year, 1, 1),
};

/** Readies what features need that is not always in memory; to be called before any of the functions below. */
export async function loadCalendar(features: readonly CalendarFeature[]): Promise<void> {
  if (features.some((feature) => holidaysOf(feature) !== null)) await loadHolidays();
}

/** The country of a holiday feature, perhaps with a region (`DE-BY`); null for a cycle. */
export function holidaysOf(feature: CalendarFeature): string | null {
  return feature.startsWith('holiday:') ? feature.slice('holiday:'.length) : null;
}

/** Numbers that a feature makes of a time: sine and cosine of a cycle, 0 or 1 for a holiday. */
export function calendarWidth(feature: CalendarFeature): number {
  return holidaysOf(feature) === null ? 2 : 1;
}

const tables = new Map<CalendarFeature, Float32Array>();

/** All that a feature can say, row-major `[places, width]`; `calendarPlace` is the row of a time. Error: `unknown-country`. */
export function calendarTable(feature: CalendarFeature): Float32Array {
  let table = tables.get(feature);
  if (table === undefined) {
    const country = holidaysOf(feature);
    table = country === null ? cycle(PLACES[feature as Cycle]) : allDays(holidayReader(country));
    tables.set(feature, table);
  }
  return table;
}

function cycle(places: number): Float32Array {
  return Float32Array.from({ length: 2 * places }, (_, i) => {
    const angle = (2 * Math.PI * Math.floor(i / 2)) / places;
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

function allDays(isHoliday: (day: number) => boolean | null): Float32Array {
  return Float32Array.from({ length: HOLIDAY_DAYS }, (_, place) => (isHoliday(FIRST_HOLIDAY + place) === true ? 1 : 0));
}

/** The row of a cycle's table for a time on the wall, in milliseconds. */
export function calendarPlace(feature: Cycle, wall: number): number {
  return PLACE_OF[feature](wall);
}

/** Writes what one feature says of a time from `out[at]` on; not a number where it says nothing. */
type Reader = (wall: number, out: Float32Array, at: number) => void;

function featureReader(feature: CalendarFeature): Reader {
  const country = holidaysOf(feature);
  if (country !== null) {
    const isHoliday = holidayReader(country);
    return (wall, out, at) => {
      const known = isHoliday(dayOf(wall));
      out[at] = known === null ? Number.NaN : Number(known);
    };
  }
  const table = calendarTable(feature);
  return (wall, out, at) => {
    const from = Number.isNaN(wall) ? Number.NaN : 2 * calendarPlace(feature as Cycle, wall);
    out[at] = table[from] ?? Number.NaN;
    out[at + 1] = table[from + 1] ?? Number.NaN;
  };
}

/** What features say of times on the wall: `read(wall, out, at)` writes all their numbers from `out[at]` on. Error: `unknown-country`. */
export function calendarReader(features: readonly CalendarFeature[]): Reader {
  const readers = features.map((feature) => ({ width: calendarWidth(feature), read: featureReader(feature) }));
  return (wall, out, at) => {
    let next = at;
    for (const { width, read } of readers) {
      read(wall, out, next);
      next += width;
    }
  };
}
