import { calendarTable, calendarWidth, FIRST_HOLIDAY, holidaysOf } from '../data/index.ts';
import type { CalendarFeature, DataConfig } from '../protocol/training.ts';
import type { GraphBuilder } from './builder.ts';
import type { Operator } from './operators.ts';

/** Days from 0000-03-01, where the civil calendar's arithmetic begins, to 1970-01-01. */
const EPOCH = 719_468;
const DAY_SECONDS = 86_400;
/** Days in 400 years. */
const ERA = 146_097;

/** What the calendar says of each step, float32: `[B, C, W]` of the context and `[B, h, W]` of the steps ahead. */
export interface CalendarTensors {
  past: string;
  ahead: string;
}

/**
 * The features of the input `time`, int64 `[B, context + h]`: seconds of the clock on the wall as if it were UTC; a time before 0000-03-01 is a gap and
 * reads 0. Places are computed in int64, as the proleptic Gregorian calendar counts (Hinnant, "chrono-compatible low-level date algorithms"),
 * and what they mean is looked up in tables. Null: the model does not read the calendar. Reads the constants of `prepareWindow`.
 */
export function writeCalendar(b: GraphBuilder, { calendar, context, horizon }: DataConfig): CalendarTensors | null {
  if (calendar.length === 0) return null;
  const clock = new Clock(b);
  const axis = b.constant('calendar/feature', 'int64', [2], [1]);
  const given = b.node('Unsqueeze', 'calendar/is_given', [clock.given, axis]);
  const parts = calendar.map((feature) => {
    const table = calendarTable(feature);
    const width = calendarWidth(feature);
    const rows = b.constant(
      `calendar/${feature}/table`,
      'float32',
      [...table, ...new Array<number>(width).fill(0)],
      [table.length / width + 1, width],
    );
    return b.node('Gather', `calendar/${feature}/read`, [rows, clock.place(feature, table.length / width)], { axis: 0 });
  });
  const joined = parts.length === 1 ? parts[0]! : b.node('Concat', 'calendar/joined', parts, { axis: 2 });
  const none = b.constant('calendar/none', 'float32', [0], []);
  const filled = b.node('Where', 'calendar/filled', [given, joined, none]);
  const padding = b.constant('calendar/padding', 'int64', [0, context, 0, 0, 0, 0], [6]);
  const padded = b.node('Pad', 'calendar/padded', [filled, padding, none], { mode: 'constant' });
  const range = (name: string, from: number, to: number): string =>
    b.node('Slice', `calendar/${name}`, [
      padded,
      b.constant(`calendar/${name}_from`, 'int64', [from], [1]),
      b.constant(`calendar/${name}_to`, 'int64', [to], [1]),
      'axis/1',
    ]);
  return { past: range('past', -context - horizon, -horizon), ahead: range('ahead', -horizon, 2 ** 31 - 1) };
}

/** Whole-number arithmetic on the input `time`; each quantity is written once, where it is first asked for. */
class Clock {
  /** bool `[B, steps]`: a time was given. */
  readonly given: string;
  private readonly b: GraphBuilder;
  /** Seconds since 0000-03-01. */
  private readonly seconds: string;
  private readonly written = new Set<string>();

  constructor(b: GraphBuilder) {
    this.b = b;
    const time = b.input('time', 'int64', ['batch', 'context_and_horizon']);
    const first = this.whole(-EPOCH * DAY_SECONDS);
    this.given = b.node('GreaterOrEqual', 'calendar/given', [time, first]);
    this.seconds = b.node('Sub', 'calendar/seconds', [b.node('Where', 'calendar/time', [this.given, time, first]), first]);
  }

  /** The row of a feature's table of `places` rows for each step; `places` where it has none. */
  place(feature: CalendarFeature, places: number): string {
    if (holidaysOf(feature) !== null) return this.holiday(feature, places);
    if (feature === 'hour') return this.calculate('minute', 'Div', this.secondOfDay(), 60);
    if (feature === 'weekday') return this.remainder('weekday', this.calculate('weekday/shifted', 'Add', this.days(), 2), 7);
    return feature === 'month' ? this.month() : this.dayOfYear();
  }

  private holiday(feature: CalendarFeature, places: number): string {
    const { b } = this;
    const name = `calendar/${feature}`;
    const day = b.node('Sub', `${name}/day`, [this.days(), this.whole(EPOCH + FIRST_HOLIDAY)]);
    const known = b.node('And', `${name}/known`, [
      b.node('GreaterOrEqual', `${name}/from`, [day, this.whole(0)]),
      b.node('Less', `${name}/to`, [day, this.whole(places)]),
    ]);
    return b.node('Where', `${name}/place`, [known, day, this.whole(places)]);
  }

  private days(): string {
    return this.calculate('days', 'Div', this.seconds, DAY_SECONDS);
  }

  private secondOfDay(): string {
    return this.calculate('second_of_day', 'Sub', this.seconds, this.calculate('midnight', 'Mul', this.days(), DAY_SECONDS));
  }

  private dayOfEra(): string {
    return this.remainder('day_of_era', this.days(), ERA);
  }

  /** Years since the era began, each from March on. */
  private yearOfEra(): string {
    const day = this.dayOfEra();
    const fourth = this.calculate('leap/4', 'Div', day, 1460);
    const hundredth = this.calculate('leap/100', 'Div', day, 36_524);
    const last = this.calculate('leap/400', 'Div', day, 146_096);
    const corrected = this.calculate(
      'leap/corrected',
      'Sub',
      this.calculate('leap/some', 'Add', this.calculate('leap/fewer', 'Sub', day, fourth), hundredth),
      last,
    );
    return this.calculate('year_of_era', 'Div', corrected, 365);
  }

  /** Days since 1 March. */
  private dayFromMarch(): string {
    const year = this.yearOfEra();
    const days = this.calculate('year/days', 'Mul', year, 365);
    const leap = this.calculate('year/with_4', 'Add', days, this.calculate('year/4', 'Div', year, 4));
    const begun = this.calculate('year/begun', 'Sub', leap, this.calculate('year/100', 'Div', year, 100));
    return this.calculate('day_from_march', 'Sub', this.dayOfEra(), begun);
  }

  /** 0 for January. */
  private month(): string {
    const fifths = this.calculate('month/fifths', 'Add', this.calculate('month/times_5', 'Mul', this.dayFromMarch(), 5), 2);
    const fromMarch = this.calculate('month/from_march', 'Div', fifths, 153);
    return this.remainder('month', this.calculate('month/shifted', 'Add', fromMarch, 2), 12);
  }

  /** 0 for 1 January: 306 days after 1 March, and 59 or 60 before it. */
  private dayOfYear(): string {
    const { b } = this;
    const day = this.dayFromMarch();
    const before = b.constant(
      'calendar/days_before_march',
      'int64',
      Array.from({ length: 400 }, (_, year) => (year % 4 === 0 && (year % 100 !== 0 || year === 0) ? 60 : 59)),
      [400],
    );
    const spring = b.node('Add', 'calendar/since_january', [
      day,
      b.node('Gather', 'calendar/this_year', [before, this.yearOfEra()], { axis: 0 }),
    ]);
    const isSpring = b.node('Less', 'calendar/after_february', [day, this.whole(306)]);
    return b.node('Where', 'calendar/day_of_year', [isSpring, spring, b.node('Sub', 'calendar/in_january', [day, this.whole(306)])]);
  }

  /** `value` modulo `by`, of a value that is not negative. */
  private remainder(name: string, value: string, by: number): string {
    const quotient = this.calculate(`${name}/quotient`, 'Div', value, by);
    return this.calculate(name, 'Sub', value, this.calculate(`${name}/whole`, 'Mul', quotient, by));
  }

  private calculate(name: string, operator: Operator, left: string, right: string | number): string {
    const full = `calendar/${name}`;
    if (!this.written.has(full)) this.b.node(operator, full, [left, typeof right === 'number' ? this.whole(right) : right]);
    this.written.add(full);
    return full;
  }

  /** A constant int64 scalar. */
  private whole(value: number): string {
    const name = `calendar/whole/${value}`;
    if (!this.written.has(name)) this.b.constant(name, 'int64', [value], []);
    this.written.add(name);
    return name;
  }
}
