/** Calendar arithmetic on milliseconds of a clock without zone, proleptic Gregorian. */

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const WEEK = 7 * DAY;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days in month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : LENGTHS[month - 1]!;
}

/** Days from 1970-01-01 to a date; month 1 to 12. (Howard Hinnant, days_from_civil.) */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export interface Civil {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** The date of a day counted from 1970-01-01. */
export function civilFromDays(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function dayOf(time: number): number {
  return Math.floor(time / DAY);
}

/** Milliseconds since midnight. */
export function timeOfDay(time: number): number {
  return time - dayOf(time) * DAY;
}

/** Monday 0 to Sunday 6. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Months since January of year 0. */
export function monthIndex(time: number): number {
  const { year, month } = civilFromDays(dayOf(time));
  return year * 12 + month - 1;
}

/** The day of a month, cut to the month's length. */
export function dayInMonth(index: number, day: number): number {
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return daysFromCivil(year, month, Math.min(day, daysInMonth(year, month)));
}

/** Working days (Monday to Friday) since 1969-12-29; a weekend counts as its Friday. */
export function businessDayIndex(day: number): number {
  return Math.floor((day + 3) / 7) * 5 + Math.min(weekday(day), 4);
}

export function dayOfBusinessIndex(index: number): number {
  const week = Math.floor(index / 5);
  return week * 7 - 3 + (index - week * 5);
}
