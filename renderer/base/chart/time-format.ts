/** Instants for tooltips and tables: only as fine as the data's own index. */

import { DateTime, IANAZone } from 'luxon';
import type { Format } from './number-format.ts';

export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second' | 'millisecond';

const parts: Record<Precision, Intl.DateTimeFormatOptions> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  minute: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  second: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', second: '2-digit' },
  millisecond: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  },
};

/** A zone both Intl and Luxon know; anything else is shown in UTC. */
export const knownZone = (zone: string | undefined): string => (zone && IANAZone.isValidZone(zone) ? zone : 'UTC');

export function timeFormatter(precision: Precision, locale?: string, zone?: string): Format {
  const format = new Intl.DateTimeFormat(locale, { ...parts[precision], timeZone: knownZone(zone) });
  return (value) => (Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? format.format(value) : '–');
}

const order: Precision[] = ['year', 'month', 'day', 'minute', 'second', 'millisecond'];

function precisionOf(time: DateTime): Precision {
  if (time.millisecond !== 0) return 'millisecond';
  if (time.second !== 0) return 'second';
  if (time.hour !== 0 || time.minute !== 0) return 'minute';
  if (time.day !== 1) return 'day';
  return time.month === 1 ? 'year' : 'month';
}

/** The coarsest precision that tells the instants apart, judged by a sample spread over them. */
export function timePrecision(instants: ArrayLike<number>, zone?: string): Precision {
  const known = knownZone(zone);
  const stride = Math.max(1, Math.floor(instants.length / 61));
  let finest = 0;
  for (let i = 0; i < instants.length; i += stride) {
    const time = DateTime.fromMillis(instants[i] ?? 0, { zone: known });
    if (time.isValid) finest = Math.max(finest, order.indexOf(precisionOf(time)));
  }
  return instants.length < 2 && finest < 2 ? 'day' : (order[finest] ?? 'millisecond');
}
