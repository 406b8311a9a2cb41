import { DateTime } from 'luxon';
import { DAY, daysFromCivil, daysInMonth, HOUR, MINUTE, SECOND } from './calendar.ts';
import { monthNames } from './month-names.ts';

/** Reads one cell as time of the clock on the wall, in milliseconds; NaN where it does not fit. */
export type DateParser = (text: string) => number;

type Field =
  | 'year'
  | 'year2'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'meridiem'
  | 'quarter'
  | 'weekday';
type Step = { field: Field; min: number; max: number } | { literal: string };

const TOKENS: Record<string, { field: Field; digits: number }> = {
  yyyy: { field: 'year', digits: 4 },
  yy: { field: 'year2', digits: 2 },
  MMMM: { field: 'monthName', digits: 0 },
  MMM: { field: 'monthName', digits: 0 },
  MM: { field: 'month', digits: 2 },
  M: { field: 'month', digits: 1 },
  dd: { field: 'day', digits: 2 },
  d: { field: 'day', digits: 1 },
  HH: { field: 'hour', digits: 2 },
  H: { field: 'hour', digits: 1 },
  hh: { field: 'hour12', digits: 2 },
  h: { field: 'hour12', digits: 1 },
  mm: { field: 'minute', digits: 2 },
  m: { field: 'minute', digits: 1 },
  ss: { field: 'second', digits: 2 },
  s: { field: 'second', digits: 1 },
  SSS: { field: 'fraction', digits: 3 },
  a: { field: 'meridiem', digits: 0 },
  q: { field: 'quarter', digits: 1 },
  EEE: { field: 'weekday', digits: 0 },
  EEEE: { field: 'weekday', digits: 0 },
};

/** Splits a Luxon format into steps; null where it has a token that the fast parser does not know. */
function compile(format: string): Step[] | null {
  const steps: Step[] = [];
  for (const match of format.matchAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
    const [text, quoted, letter] = match;
    if (letter === undefined) {
      steps.push({ literal: quoted ?? text });
      continue;
    }
    const token = TOKENS[text];
    if (!token) return null;
    steps.push({ field: token.field, min: token.digits, max: token.digits });
  }
  return steps.map((step, i) => ('literal' in step ? step : relax(step, steps[i - 1], steps[i + 1])));
}

/** One or two digits, and any number of decimals, unless the digits of a neighbour follow without a break. */
function relax(step: Exclude<Step, { literal: string }>, before: Step | undefined, after: Step | undefined): Step {
  const touches = [before, after].some((other) => other !== undefined && 'field' in other && other.min > 0);
  if (step.field === 'fraction') return { ...step, min: 1, max: 9 };
  if (touches || step.field === 'year' || step.field === 'year2' || step.min === 0) return step;
  return { ...step, min: 1, max: step.field === 'quarter' ? 1 : 2 };
}

/** A parser for a Luxon format: hand-made for the usual tokens, Luxon itself for the others. */
export function dateParser(format: string): DateParser {
  const steps = compile(format);
  if (!steps) {
    return (text) => {
      const read = DateTime.fromFormat(text.trim(), format, { zone: 'utc', locale: 'en' });
      return read.isValid ? read.toMillis() : NaN;
    };
  }
  return (text) => parseSteps(steps, text);
}

function parseSteps(steps: readonly Step[], text: string): number {
  let at = 0;
  let year = 1970;
  let month = 1;
  let day = 1;
  let hour = 0;
  let rest = 0;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end -= 1;
  while (at < end && text.charCodeAt(at) <= 32) at += 1;
  for (const step of steps) {
    if ('literal' in step) {
      at = matchLiteral(text, at, end, step.literal);
      if (at < 0) return NaN;
      continue;
    }
    if (step.min === 0) {
      const from = at;
      while (at < end && isLetter(text.charCodeAt(at))) at += 1;
      const word = text.slice(from, at).toLowerCase();
      if (text.charCodeAt(at) === 46 && step.field !== 'meridiem') at += 1;
      if (step.field === 'monthName') {
        const found = monthNames().get(word);
        if (found === undefined) return NaN;
        month = found;
      } else if (step.field === 'meridiem') {
        if ((word !== 'am' && word !== 'pm') || hour < 1 || hour > 12) return NaN;
        hour = (hour % 12) + (word === 'pm' ? 12 : 0);
      } else if (word.length < 2) return NaN;
      continue;
    }
    let value = 0;
    let digits = 0;
    for (; digits < step.max && at < end; digits += 1, at += 1) {
      const code = text.charCodeAt(at) - 48;
      if (code < 0 || code > 9) break;
      value = value * 10 + code;
    }
    if (digits < step.min) return NaN;
    switch (step.field) {
      case 'year':
        year = value;
        break;
      case 'year2':
        year = value + (value > 60 ? 1900 : 2000);
        break;
      case 'month':
        month = value;
        break;
      case 'quarter':
        if (value < 1 || value > 4) return NaN;
        month = value * 3 - 2;
        break;
      case 'day':
        day = value;
        break;
      case 'hour':
      case 'hour12':
        hour = value;
        break;
      case 'minute':
        if (value > 59) return NaN;
        rest += value * MINUTE;
        break;
      case 'second':
        if (value > 59) return NaN;
        rest += value * SECOND;
        break;
      default:
        rest += Math.floor((value / 10 ** digits) * 1000 + 1e-6);
    }
  }
  if (at !== end) return NaN;
  return civilTime(year, month, day, hour, rest);
}

/** Milliseconds of a date and time; NaN where there is no such date. 24:00 is the next midnight. */
export function civilTime(year: number, month: number, day: number, hour: number, rest: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  if (hour > 23 && (hour !== 24 || rest !== 0)) return NaN;
  return daysFromCivil(year, month, day) * DAY + hour * HOUR + rest;
}

/** Position after a literal; a blank in it matches any run of blanks. */
function matchLiteral(text: string, from: number, end: number, literal: string): number {
  let at = from;
  for (let i = 0; i < literal.length; i += 1) {
    const code = literal.charCodeAt(i);
    if (code === 32) {
      if (at >= end || !isBlankCode(text.charCodeAt(at))) return -1;
      while (at < end && isBlankCode(text.charCodeAt(at))) at += 1;
    } else {
      if (at >= end || text.charCodeAt(at) !== code) return -1;
      at += 1;
    }
  }
  return at;
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || code === 160;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 192 && code !== 215 && code !== 247);
}
