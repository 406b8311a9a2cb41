import type Holidays from 'date-holidays';
import { ExpectedError } from '../../protocol/errors.ts';
import { civilFromDays, DAY, daysFromCivil } from './calendar.ts';

/** The years whose holidays are known; before and after them no day is known to be one. */
export const HOLIDAY_YEARS = { from: 1970, to: 2069 } as const;
/** The first of these days, counted from 1970-01-01, and how many there are. */
export const FIRST_HOLIDAY = daysFromCivil(HOLIDAY_YEARS.from, 1, 1);
export const HOLIDAY_DAYS = daysFromCivil(HOLIDAY_YEARS.to + 1, 1, 1) - FIRST_HOLIDAY;

/** Whether a day, counted from 1970-01-01, is a holiday; null where that is not known. */
type HolidayReader = (day: number) => boolean | null;

const readers = new Map<string, HolidayReader>();

let Rules: typeof Holidays | null = null;

/** Loads the rules of all countries, which `holidayReader` needs; they take a while to read, and most runs need none. */
export async function loadHolidays(): Promise<void> {
  Rules ??= (await import('date-holidays')).default;
}

function newCalendar(): Holidays {
  if (Rules === null) throw new Error('Expected the rules of holidays to be loaded before they are asked.');
  return new Rules();
}

/**
 * Public holidays of a country, or of one of its regions (`DE-BY`), by the rules of the package date-holidays, year by year as they are asked for:
 * some rules take long. Error: `unknown-country`.
 */
export function holidayReader(place: string): HolidayReader {
  let reader = readers.get(place);
  if (reader === undefined) {
    reader = yearByYear(calendarOf(place));
    readers.set(place, reader);
  }
  return reader;
}

function yearByYear(calendar: Holidays): HolidayReader {
  const days = new Set<number>();
  const met = new Set<number>();
  const meet = (year: number): void => {
    if (met.has(year) || year < HOLIDAY_YEARS.from) return;
    met.add(year);
    for (const { date, start, end, type } of calendar.getHolidays(year)) {
      if (type !== 'public') continue;
      const [y, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
      const first = daysFromCivil(y, month, day);
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      for (let k = 0; k < length; k++) days.add(first + k);
    }
  };
  return (day) => {
    if (!(day >= FIRST_HOLIDAY && day < FIRST_HOLIDAY + HOLIDAY_DAYS)) return null;
    const { year, month } = civilFromDays(day);
    meet(year);
    // Holidays of several days may have begun in the year before.
    if (month === 1) meet(year - 1);
    return days.has(day);
  };
}

/** Error: `unknown-country`. */
function calendarOf(place: string): Holidays {
  const [country, state, region] = place.split('-') as [string, ...string[]];
  const calendar = newCalendar();
  const states = Object.keys(calendar.getStates(country) ?? {});
  const regions = state === undefined ? [] : Object.keys(calendar.getRegions(country, state) ?? {});
  if (!(country in calendar.getCountries())) {
    throw unknown(place, 'the two letters of a country, such as DE or US', Object.keys(calendar.getCountries()));
  }
  if (state !== undefined && !states.includes(state)) throw unknown(place, `a region of ${country}`, states);
  if (region !== undefined && !regions.includes(region)) throw unknown(place, `a region of ${country}-${state}`, regions);
  if (region !== undefined) calendar.init(country, state, region);
  else if (state !== undefined) calendar.init(country, state);
  else calendar.init(country);
  return calendar;
}

function unknown(place: string, expected: string, known: readonly string[]): ExpectedError {
  const list = known.length === 0 ? 'It has none' : `Known are ${known.join(', ')}`;
  return new ExpectedError('unknown-country', `Expected ${expected} for the holidays of "${place}" but it is none. ${list}.`, { place });
}
