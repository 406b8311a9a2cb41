/** Calendar ticks: whole seconds, hours, days, months or years in the zone of the data. */

import { DateTime } from 'luxon';
import { knownZone } from './time-format.ts';
import { niceStep, type Tick } from './ticks.ts';

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface TimeStep {
  unit: Unit;
  step: number;
}

const lengths: Record<Unit, number> = {
  millisecond: 1,
  second: 1e3,
  minute: 6e4,
  hour: 3.6e6,
  day: 8.64e7,
  week: 6.048e8,
  month: 2.6298e9,
  year: 3.15576e10,
};

const choices: ReadonlyArray<[Unit, readonly number[]]> = [
  ['millisecond', [1, 2, 5, 10, 20, 50, 100, 200, 500]],
  ['second', [1, 2, 5, 10, 15, 30]],
  ['minute', [1, 2, 5, 10, 15, 30]],
  ['hour', [1, 2, 3, 6, 12]],
  ['day', [1, 2, 4]],
  ['week', [1, 2]],
  ['month', [1, 2, 3, 6]],
];

/** The finest calendar step that puts about `count` ticks into the span, a third more at most. */
export function chooseTimeStep(span: number, count: number): TimeStep {
  const raw = span / Math.max(1, count);
  for (const [unit, steps] of choices) {
    const step = steps.find((candidate) => candidate * lengths[unit] >= raw * 0.75);
    if (step !== undefined) return { unit, step };
  }
  return { unit: 'year', step: Math.max(1, niceStep(span / lengths.year, count)) };
}

/** The last tick at or before the instant. */
function floorTick(time: DateTime, { unit, step }: TimeStep): DateTime {
  const start = time.startOf(unit);
  switch (unit) {
    case 'week':
      return start;
    case 'year':
      return start.set({ year: Math.floor(start.year / step) * step });
    case 'month':
      return start.set({ month: Math.floor((start.month - 1) / step) * step + 1 });
    case 'day':
      return start.set({ day: Math.floor((start.day - 1) / step) * step + 1 });
    default:
      return start.set({ [unit]: Math.floor(start.get(unit) / step) * step });
  }
}

/** The tick after this one; steps of days start anew with each month, steps of hours with each day. */
function nextTick(tick: DateTime, { unit, step }: TimeStep): DateTime {
  const next = tick.plus({ [unit]: step });
  if (unit === 'day' && step > 1) {
    const month = tick.startOf('month').plus({ month: 1 });
    return next >= month.minus({ day: step / 2 }) ? month : next;
  }
  if (unit === 'hour' && next.startOf('day') > tick) return next.startOf('day');
  return next;
}

const labelParts: Record<Unit, [Intl.DateTimeFormatOptions, Intl.DateTimeFormatOptions | null]> = {
  millisecond: [
    { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
    { day: 'numeric', month: 'short', hour: 'numeric' },
  ],
  second: [
    { hour: 'numeric', minute: '2-digit', second: '2-digit' },
    { day: 'numeric', month: 'short', year: 'numeric' },
  ],
  minute: [
    { hour: 'numeric', minute: '2-digit' },
    { day: 'numeric', month: 'short', year: 'numeric' },
  ],
  hour: [
    { hour: 'numeric', minute: '2-digit' },
    { day: 'numeric', month: 'short', year: 'numeric' },
  ],
  day: [{ day: 'numeric', month: 'short' }, { year: 'numeric' }],
  week: [{ day: 'numeric', month: 'short' }, { year: 'numeric' }],
  month: [{ month: 'short' }, { year: 'numeric' }],
  year: [{ year: 'numeric' }, null],
};

/** Formatters are costly to make and are wanted at every frame of a zoom. */
const formatters = new Map<string, (value: number) => string>();

function formatter(unit: Unit, line: 0 | 1, locale: string | undefined, timeZone: string): (value: number) => string {
  const key = `${unit} ${line} ${locale ?? ''} ${timeZone}`;
  let format = formatters.get(key);
  if (!format) {
    const options = labelParts[unit][line];
    format = options ? new Intl.DateTimeFormat(locale, { ...options, timeZone }).format : () => '';
    formatters.set(key, format);
  }
  return format;
}

/** Ticks in two lines; the second (day or year) stands only where it changes. */
export function timeTicks(min: number, max: number, count: number, locale?: string, zone?: string): Tick[] {
  if (!(max > min) || Math.max(Math.abs(min), Math.abs(max)) > 8e15) return [];
  const known = knownZone(zone);
  const choice = chooseTimeStep(max - min, count);
  const main = formatter(choice.unit, 0, locale, known);
  const context = formatter(choice.unit, 1, locale, known);
  const ticks: Tick[] = [];
  let before = '';
  let tick = floorTick(DateTime.fromMillis(Math.floor(min), { zone: known }), choice);
  for (let guard = 0; tick.toMillis() <= max && guard < 500; guard++, tick = nextTick(tick, choice)) {
    const value = tick.toMillis();
    if (value < min) continue;
    const second = context(value);
    ticks.push({ value, label: [main(value), second === before ? '' : second] });
    before = second;
  }
  return ticks;
}
