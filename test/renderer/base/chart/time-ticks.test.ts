import { describe, expect, it } from 'vitest';
import { timeFormatter, timePrecision } from '../../../../renderer/base/chart/time-format.ts';
import { chooseTimeStep, timeTicks } from '../../../../renderer/base/chart/time-ticks.ts';

const hour = 3.6e6;
const day = 24 * hour;
const utc = Date.UTC;
const iso = (ticks: Array<{ value: number }>) => ticks.map(({ value }) => new Date(value).toISOString().replace('.000Z', ''));

describe('calendar steps', () => {
  it.each([
    [10, 5, 'millisecond', 2],
    [60_000, 6, 'second', 10],
    [2 * hour, 4, 'minute', 30],
    [2 * day, 8, 'hour', 6],
    [10 * day, 10, 'day', 1],
    [60 * day, 8, 'week', 1],
    [730 * day, 8, 'month', 3],
    [3652 * day, 5, 'year', 2],
    [365_250 * day, 5, 'year', 200],
  ])('a span of %d ms in about %d', (span, count, unit, step) => {
    expect(chooseTimeStep(span, count)).toEqual({ unit, step });
  });
});

describe('time ticks', () => {
  it('begin months and years where the calendar does', () => {
    const ticks = timeTicks(utc(2023, 10, 10), utc(2024, 3, 10), 5, 'en');
    expect(iso(ticks)).toEqual([
      '2023-12-01T00:00:00',
      '2024-01-01T00:00:00',
      '2024-02-01T00:00:00',
      '2024-03-01T00:00:00',
      '2024-04-01T00:00:00',
    ]);
    expect(ticks.map(({ label }) => label)).toEqual([
      ['Dec', '2023'],
      ['Jan', '2024'],
      ['Feb', ''],
      ['Mar', ''],
      ['Apr', ''],
    ]);
  });

  it('start steps of days anew with each month and leave no crumb at its end', () => {
    const ticks = timeTicks(utc(2024, 0, 28), utc(2024, 1, 6), 5, 'en');
    expect(iso(ticks).map((text) => text.slice(5, 10))).toEqual(['01-29', '02-01', '02-03', '02-05']);
  });

  it('follow the clock of the zone across a change of the hour', () => {
    const ticks = timeTicks(utc(2024, 2, 30, 23), utc(2024, 3, 1, 22), 6, 'en', 'Europe/Berlin');
    expect(iso(ticks).at(0)).toBe('2024-03-30T23:00:00');
    expect(iso(ticks)).toContain('2024-03-31T22:00:00');
    expect(iso(ticks)).toContain('2024-04-01T22:00:00');
  });

  it('show an unknown zone in UTC', () => {
    expect(timeTicks(0, day, 4, 'en', 'Nowhere/Land')).toEqual(timeTicks(0, day, 4, 'en', 'UTC'));
  });

  it('do not exist for an empty or impossible span', () => {
    expect(timeTicks(5, 5, 4)).toEqual([]);
    expect(timeTicks(0, 1e17, 4)).toEqual([]);
  });
});

describe('instants', () => {
  it.each([
    ['year', [utc(2020, 0), utc(2021, 0)], '2020'],
    ['month', [utc(2020, 0), utc(2020, 1)], 'Jan 2020'],
    ['day', [utc(2020, 0, 1), utc(2020, 0, 2)], 'Jan 1, 2020'],
    ['minute', [utc(2020, 0, 1), utc(2020, 0, 1, 1)], 'Jan 1, 2020, 12:00 AM'],
    ['second', [utc(2020, 0, 1), utc(2020, 0, 1, 0, 0, 5)], 'Jan 1, 2020, 12:00:00 AM'],
  ] as const)('are as fine as the index: %s', (precision, instants, text) => {
    expect(timePrecision(instants)).toBe(precision);
    expect(timeFormatter(precision, 'en')(instants[0]).replace('\u202f', ' ')).toBe(text);
  });

  it('are days in the zone they were written in', () => {
    const midnight = utc(2024, 5, 10, 22);
    expect(timePrecision([midnight, midnight + day], 'Europe/Berlin')).toBe('day');
    expect(timeFormatter('day', 'en', 'Europe/Berlin')(midnight)).toBe('Jun 11, 2024');
  });
});
