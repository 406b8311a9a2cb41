import { describe, expect, it } from 'vitest';
import { calendarPlace, calendarReader, calendarTable } from '../../../engine/data/time/calendar-features.ts';
import { FIRST_HOLIDAY, holidayReader, loadHolidays } from '../../../engine/data/time/holidays.ts';
import { timesAhead, wallTimes } from '../../../engine/data/time/wall-times.ts';
import { dailyFrom, datasetOf } from '../../helpers/dataset.ts';

await loadHolidays();

const wall = (text: string): number => Date.parse(`${text}Z`);

describe('places in cycles', () => {
  it.each<[Parameters<typeof calendarPlace>[0], string, number]>([
    ['hour', '2024-02-29T00:00:59', 0],
    ['hour', '1969-12-31T23:59:00', 1439],
    ['weekday', '2024-02-26T12:00:00', 0],
    ['weekday', '1900-01-07T23:00:00', 6],
    ['month', '2024-01-31T00:00:00', 0],
    ['month', '1899-12-01T00:00:00', 11],
    ['day-of-year', '2023-03-01T00:00:00', 59],
    ['day-of-year', '2024-03-01T00:00:00', 60],
    ['day-of-year', '1900-12-31T00:00:00', 364],
    ['day-of-year', '2000-12-31T00:00:00', 365],
  ])('%s of %s is %i', (feature, time, place) => expect(calendarPlace(feature, wall(time))).toBe(place));

  it('are points on a circle, a quarter of which is a quarter of the cycle', () => {
    const read = calendarReader(['month', 'hour']);
    const out = new Float32Array(5).fill(7);
    read(wall('2024-04-10T18:00:00'), out, 1);
    [7, 1, 0, -1, 0].forEach((value, i) => expect(out[i]).toBeCloseTo(value, 6));
  });
});

describe('holidays', () => {
  const isHoliday = (place: string, date: string): boolean | null => holidayReader(place)(wall(`${date}T00:00:00`) / 86_400_000);

  it.each([
    ['DE', '2024-10-03', true],
    ['DE', '2024-10-04', false],
    ['DE', '1990-10-03', true],
    ['DE', '2025-04-21', true],
    ['DE', '2024-01-06', false],
    ['DE-BY', '2024-01-06', true],
    ['US', '2024-07-04', true],
    ['US', '2024-11-28', true],
    ['US', '2024-10-03', false],
  ])('of %s: %s is %s', (place, date, expected) => expect(isHoliday(place, date)).toBe(expected));

  it('are those of a country that exists', () => {
    expect(() => calendarReader(['holiday:XX'])).toThrow(/two letters of a country.*holidays of "XX".*AD, /);
    expect(() => calendarReader(['holiday:DE-XX'])).toThrow(/a region of DE for the holidays of "DE-XX".*BB, BE, BW/);
  });

  it('of all days make a table of 0 and 1', () => {
    const table = calendarTable('holiday:DE');
    expect(table).toHaveLength(36_525);
    expect(table[wall('2024-10-03T00:00:00') / 86_400_000 - FIRST_HOLIDAY]).toBe(1);
    expect(table[wall('2024-10-04T00:00:00') / 86_400_000 - FIRST_HOLIDAY]).toBe(0);
  });

  it('are unknown outside of the table, which reads as a gap', () => {
    const out = new Float32Array(1);
    calendarReader(['holiday:DE'])(wall('1969-12-25T00:00:00'), out, 0);
    expect(out[0]).toBeNaN();
  });
});

describe('the wall of a zone', () => {
  const dataset = dailyFrom(datasetOf([{ y: new Float64Array(90) }]), '2024-01-01', 'Europe/Berlin');

  it('shows midnight on days of 23 hours and on those after them', () => {
    expect([...new Set(wallTimes(dataset, dataset.time).map((time) => time % 86_400_000))]).toEqual([0]);
    // 31 March 2024 is the row 90: the clock goes forward.
    const ahead = timesAhead(dataset, 0, 90, 3);
    expect(Array.from(ahead, (time) => new Date(time).toISOString())).toEqual([
      '2024-03-30T23:00:00.000Z',
      '2024-03-31T22:00:00.000Z',
      '2024-04-01T22:00:00.000Z',
    ]);
  });

  it('goes on from the rows that are there', () => {
    expect(timesAhead(dataset, 0, 88, 2)).toEqual(dataset.time.subarray(88, 90));
    expect(Array.from(timesAhead(dataset, 0, 88, 3))).toEqual([...dataset.time.subarray(88, 90), wall('2024-03-30T23:00:00')]);
  });
});
