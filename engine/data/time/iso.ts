import { DAY, daysFromCivil, MINUTE, SECOND, weekday } from './calendar.ts';
import { civilTime } from './date-format.ts';

/** Result of `parseIso`: the last cell had a zone offset, so that its time is UTC and not that of a wall clock. */
export interface IsoCell {
  time: number;
  absolute: boolean;
}

/**
 * Reads ISO 8601 dates (2024-05-01, 2024-05, 2024-W18, 2024-W18-3), with or without a time of day after T or a
 * blank, with or without Z or an offset. Month and day may have one digit. Writes to `out`; NaN where it does not fit.
 */
export function parseIso(text: string, out: IsoCell): void {
  out.time = NaN;
  out.absolute = false;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end -= 1;
  let at = 0;
  while (at < end && text.charCodeAt(at) <= 32) at += 1;
  const year = digits(text, at, 4, end);
  if (year < 0 || text.charCodeAt(at + 4) !== 45) return;
  at += 5;
  if (text.charCodeAt(at) === 87) {
    out.time = isoWeek(text.slice(at + 1, end), year);
    return;
  }
  let width = isDigit(text, at + 1, end) ? 2 : 1;
  const month = digits(text, at, width, end);
  at += width;
  if (month < 0) return;
  if (at === end) {
    out.time = civilTime(year, month, 1, 0, 0);
    return;
  }
  if (text.charCodeAt(at) !== 45) return;
  width = isDigit(text, at + 2, end) ? 2 : 1;
  const day = digits(text, at + 1, width, end);
  at += 1 + width;
  if (day < 0) return;
  if (at === end) {
    out.time = civilTime(year, month, day, 0, 0);
    return;
  }
  parseTime(text, at, end, year, month, day, out);
}

function parseTime(text: string, from: number, end: number, year: number, month: number, day: number, out: IsoCell): void {
  let at = from;
  const mark = text.charCodeAt(at);
  if (mark !== 84 && mark !== 116 && mark !== 32) return;
  while (text.charCodeAt(at) === mark) at += 1;
  const hourWidth = isDigit(text, at + 1, end) ? 2 : 1;
  const hour = digits(text, at, hourWidth, end);
  at += hourWidth;
  if (hour < 0) return;
  let rest = 0;
  if (text.charCodeAt(at) === 58) {
    const minute = digits(text, at + 1, 2, end);
    if (minute < 0 || minute > 59) return;
    at += 3;
    rest = minute * MINUTE;
    if (text.charCodeAt(at) === 58) {
      const second = digits(text, at + 1, 2, end);
      if (second < 0 || second > 59) return;
      at += 3;
      rest += second * SECOND;
      const point = text.charCodeAt(at);
      if (point === 46 || point === 44) {
        let scale = 100;
        for (at += 1; isDigit(text, at, end); at += 1, scale /= 10) rest += Math.floor(scale) * (text.charCodeAt(at) - 48);
      }
    }
  }
  let offset = 0;
  if (at < end) {
    while (text.charCodeAt(at) === 32) at += 1;
    const parsed = parseOffset(text.slice(at, end));
    if (parsed === null) return;
    offset = parsed;
    out.absolute = true;
  }
  out.time = civilTime(year, month, day, hour, rest) - offset;
}

/** Milliseconds east of UTC; null where it is no offset. */
function parseOffset(text: string): number | null {
  if (text === 'Z' || text === 'z' || text === 'UTC' || text === 'GMT') return 0;
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE;
}

function isoWeek(text: string, year: number): number {
  const match = /^(\d{2})(?:-([1-7]))?$/.exec(text);
  const week = Number(match?.[1] ?? 0);
  if (!match || week < 1 || week > 53) return NaN;
  const fourth = daysFromCivil(year, 1, 4);
  const monday = fourth - weekday(fourth);
  return (monday + (week - 1) * 7 + Number(match[2] ?? 1) - 1) * DAY;
}

function isDigit(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  return at < end && code >= 48 && code <= 57;
}

/** The number in `width` digits at a place; -1 where there are not so many. */
function digits(text: string, at: number, width: number, end: number): number {
  if (at + width > end) return -1;
  let value = 0;
  for (let i = at; i < at + width; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
