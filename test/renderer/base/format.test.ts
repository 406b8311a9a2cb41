import { expect, test } from 'vitest';
import {
  asSentence,
  baseName,
  formatAge,
  formatBytes,
  formatDuration,
  formatFrequency,
  formatNumber,
  formatRemaining,
  momentFormatter,
} from '../../../renderer/base/format.ts';

test('numbers keep four digits', () => {
  expect([0, 1.23456, 1234.5, 1e-7, 2e12, null, Number.NaN].map((value) => formatNumber(value))).toEqual([
    '0',
    '1.235',
    '1,235',
    '1.000e-7',
    '2.000e+12',
    '–',
    '–',
  ]);
});

test('durations and sizes', () => {
  expect([0.2, 42, 60, 200, 7500].map(formatDuration)).toEqual(['200 ms', '42 s', '1 min', '3 min 20 s', '2 h 5 min']);
  expect(formatRemaining(0.2)).toBe('1 s');
  expect([999, 48_211, 31_000_000].map(formatBytes)).toEqual(['999 B', '48 kB', '31 MB']);
});

test('moments stand as they were written in the zone of the data', () => {
  const berlin = momentFormatter({ hasTime: true, zone: 'Europe/Berlin', frequency: { unit: 'month', step: 1 } });
  expect(berlin(Date.UTC(2023, 11, 31, 23))).toBe('2024-01-01');
  expect(momentFormatter({ hasTime: true, frequency: { unit: 'minute', step: 15 } })(Date.UTC(2024, 0, 1, 13, 15))).toBe(
    '2024-01-01 13:15',
  );
  expect(momentFormatter({ hasTime: false })(1200)).toBe('1,200');
});

test('frequencies, ages, names', () => {
  expect(formatFrequency({ unit: 'minute', step: 15 })).toBe('every 15 minutes');
  expect(formatFrequency({ unit: 'business-day', step: 1 })).toBe('business days');
  expect(formatAge('2024-01-01T00:00:00Z', Date.parse('2024-01-03T00:00:00Z'))).toBe('2 days ago');
  expect(baseName('C:\\data\\a.csv')).toBe('a.csv');
  expect(asSentence('it counts the rows')).toBe('It counts the rows.');
});
