import { describe, expect, it } from 'vitest';
import { futureTimes, previewFile } from '../../../engine/data/index.ts';
import type { Frequency } from '../../../engine/protocol/data.ts';
import { dates, finding, read, refusal, values, write } from './files.ts';

const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
const table = (times: readonly string[]): string => `time,v\n${times.map((time, i) => `${time},${i}`).join('\n')}\n`;
const every = (start: string, step: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => iso(Date.parse(`${start}Z`) + i * step));

describe('frequency and season', () => {
  it.each<[string, string[], Frequency, number]>([
    ['seconds', ['2024-01-01 00:00:00', '2024-01-01 00:00:01', '2024-01-01 00:00:02'], { unit: 'second', step: 1 }, 60],
    ['10 seconds', ['2024-01-01 00:00:00', '2024-01-01 00:00:10', '2024-01-01 00:00:20'], { unit: 'second', step: 10 }, 6],
    ['minutes', every('2024-01-01T00:00', 60_000, 20), { unit: 'minute', step: 1 }, 60],
    ['quarters of an hour', every('2024-01-01T00:00', 900_000, 20), { unit: 'minute', step: 15 }, 96],
    ['hours', every('2024-01-01T00:00', 3_600_000, 50), { unit: 'hour', step: 1 }, 24],
    ['4 hours', every('2024-01-01T02:00', 4 * 3_600_000, 50), { unit: 'hour', step: 4 }, 6],
    ['days', every('2024-01-01T00:00', DAY, 50), { unit: 'day', step: 1 }, 7],
    ['days at noon', every('2024-01-01T12:00', DAY, 50), { unit: 'day', step: 1 }, 7],
    ['2 days', every('2024-01-01T00:00', 2 * DAY, 50), { unit: 'day', step: 2 }, 1],
    ['weeks', every('2024-01-01T00:00', 7 * DAY, 50), { unit: 'week', step: 1 }, 52],
    ['2 weeks', every('2024-01-01T00:00', 14 * DAY, 50), { unit: 'week', step: 2 }, 26],
    ['months', ['2024-01', '2024-02', '2024-03', '2024-04'], { unit: 'month', step: 1 }, 12],
    ['ends of months', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'], { unit: 'month', step: 1 }, 12],
    ['last working days', ['2024-01-31', '2024-02-29', '2024-03-29', '2024-04-30', '2024-05-31'], { unit: 'month', step: 1 }, 12],
    ['2 months', ['2024-01', '2024-03', '2024-05', '2024-07'], { unit: 'month', step: 2 }, 6],
    ['quarters', ['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31'], { unit: 'quarter', step: 1 }, 4],
    ['years', ['2020-01-01', '2021-01-01', '2022-01-01'], { unit: 'year', step: 1 }, 1],
  ])('%s', async (_, times, frequency, season) => {
    const dataset = await read(table(times));
    expect(dataset.frequency).toEqual(frequency);
    expect(dataset.season).toBe(season);
    expect(dataset.time.length).toBe(times.length);
    expect(dataset.findings).toEqual([]);
  });

  it('working days as stated, with a holiday as a gap', async () => {
    const days = every('2024-01-01T00:00', DAY, 60)
      .map((day) => day.slice(0, 10))
      .filter((day) => new Date(day).getUTCDay() % 6 !== 0 && day !== '2024-02-14');
    const dataset = await read(table(days), { frequency: { unit: 'business-day', step: 1 } });
    expect(dataset.season).toBe(5);
    expect(dataset.time.length).toBe(days.length + 1);
    expect(finding(dataset, 'gaps-filled')).toMatchObject({ count: 1, row: days.indexOf('2024-02-15') + 2 });
    expect(dates(dataset)[days.indexOf('2024-02-15')]).toBe('2024-02-14');
  });

  it('is told in the preview as the settings write it', async () => {
    const preview = await previewFile(write(table(every('2024-01-01T00:00', 900_000, 20))));
    expect(preview.guesses.find(({ field }) => field === 'frequency')).toMatchObject({ value: '15 minute', certain: true });
    expect(preview.settings.frequency).toBeNull();
  });

  it('is as the user says, where it fits', async () => {
    const days = await read(table(['2024-01-01', '2024-01-03', '2024-01-05']), { frequency: { unit: 'day', step: 1 } });
    expect(values(days, 'v')).toEqual([0, null, 1, null, 2]);
    const error = await refusal(read(table(every('2024-01-01T00:00', 3_600_000, 50)), { frequency: { unit: 'month', step: 1 } }));
    expect(error.code).toBe('frequency-mismatch');
  });
});

describe('gaps', () => {
  it('become rows without values', async () => {
    const dataset = await read('time,v,note\n2024-01-01,1,a\n2024-01-02,2,b\n2024-01-05,5,c\n2024-01-06,6,d\n');
    expect(values(dataset, 'v')).toEqual([1, 2, null, null, 5, 6]);
    expect([...dataset.fileRows]).toEqual([2, 3, 0, 0, 4, 5]);
    expect(dates(dataset)).toEqual(['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-06']);
    expect(finding(dataset, 'gaps-filled')).toEqual({ row: 4, column: 'time', count: 2, severity: 'info' });
    expect(dataset.columns.find(({ name }) => name === 'v')).toMatchObject({ observed: 4, missing: 2 });
    expect([...dataset.text[0]!.codes]).toEqual([0, 1, -1, -1, 2, 3]);
  });

  it('at the end of months fall on the last day', async () => {
    const dataset = await read(table(['2023-11-30', '2023-12-31', '2024-01-31', '2024-03-31', '2024-04-30']));
    expect(dates(dataset)[3]).toBe('2024-02-29');
  });

  it('on the 30th fall on the last day where there is none', async () => {
    const dataset = await read(table(['2023-11-30', '2023-12-30', '2024-01-30', '2024-03-30', '2024-04-30']));
    expect(dates(dataset)).toEqual(['2023-11-30', '2023-12-30', '2024-01-30', '2024-02-29', '2024-03-30', '2024-04-30']);
  });

  it('that would outgrow the data make an irregular index', async () => {
    const dataset = await read(table(['2024-01-01 00:00', '2024-01-01 00:01', '2024-01-01 00:02', '2024-06-01 00:00']));
    expect(dataset.frequency).toEqual({ unit: 'row', step: 1 });
    expect(dataset.time.length).toBe(4);
    expect(dataset.season).toBe(1);
    expect(finding(dataset, 'irregular-times')).toMatchObject({ severity: 'warning' });
  });

  it('times that keep no step make an irregular index', async () => {
    const jitter = [0, 61, 118, 185, 240, 299, 371, 420].map((seconds) => new Date(Date.UTC(2024, 0, 1) + seconds * 60_017).toISOString());
    const dataset = await read(table(jitter));
    expect(dataset.frequency.unit).toBe('row');
    expect(values(dataset, 'v')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('order', () => {
  it('is restored, and the rows keep their lines', async () => {
    const dataset = await read('time,v\n2024-01-03,3\n2024-01-01,1\n2024-01-02,2\n2024-01-04,4\n');
    expect(values(dataset, 'v')).toEqual([1, 2, 3, 4]);
    expect([...dataset.fileRows]).toEqual([3, 4, 2, 5]);
    expect(finding(dataset, 'unsorted')).toEqual({ row: 3, column: 'time', count: 1, severity: 'info' });
  });

  it('may be newest first', async () => {
    const dataset = await read(table([...every('2024-01-01T00:00', 3_600_000, 1000)].reverse()));
    expect(values(dataset, 'v')).toEqual(Array.from({ length: 1000 }, (_, i) => 999 - i));
  });
});

describe('repeated times', () => {
  const days = every('2024-01-01T00:00', DAY, 20).map((day, i) => `${day},${i}`);
  it('with the same values count once', async () => {
    const dataset = await read(`time,v\n${[...days, days[4], days[4]].join('\n')}\n`);
    expect(dataset.time.length).toBe(20);
    expect(finding(dataset, 'duplicate-rows')).toEqual({ row: 22, column: 'time', count: 2, severity: 'info' });
    expect(finding(dataset, 'conflicting-rows')).toBeUndefined();
  });

  it('with other values: the last one stays', async () => {
    const dataset = await read(`time,v\n${[...days, '2024-01-05 00:00,99'].join('\n')}\n`);
    expect(values(dataset, 'v')[4]).toBe(99);
    expect(finding(dataset, 'conflicting-rows')).toEqual({ row: 22, column: 'time', count: 1, severity: 'warning' });
  });

  it('everywhere are several series, and the user is asked for their id', async () => {
    const error = await refusal(read(`time,v\n${[...days, ...days.map((row) => `${row}9`)].join('\n')}\n`));
    expect(error.code).toBe('repeated-times');
    expect(error.details['flag']).toBe('--series');
    expect(error.details).toMatchObject({ row: 22 });
  });
});

describe('rows without a time', () => {
  it('are left out with a warning', async () => {
    const dataset = await read('time,v\n2024-01-01,1\n,2\n2024-01-02,3\n2024-01-03,4\n');
    expect(values(dataset, 'v')).toEqual([1, 3, 4]);
    expect(finding(dataset, 'missing-time')).toEqual({ row: 3, column: 'time', count: 1, severity: 'warning' });
  });

  it('of a file without times are counted from 1', async () => {
    const dataset = await read('a,b\n5,6\n7,8\n9,1\n');
    expect(dataset).toMatchObject({ hasTime: false, frequency: { unit: 'row', step: 1 }, season: 1 });
    expect([...dataset.time]).toEqual([1, 2, 3]);
    expect(dataset.settings.time.format).toBe('row');
  });

  it('can be wished for', async () => {
    const dataset = await read(table(['2024-01-01', '2024-01-02', '2024-01-05']), { time: { format: 'row', zone: 'UTC' } });
    expect(dataset.hasTime).toBe(false);
    expect(values(dataset, 'v')).toEqual([0, 1, 2]);
  });
});

describe('future times', () => {
  const next = (times: string[], frequency: Frequency, count: number, zone = 'UTC'): string[] =>
    Array.from(
      futureTimes(
        Float64Array.from(times, (time) => Date.parse(time)),
        count,
        frequency,
        zone,
      ),
      iso,
    );

  it.each<[string, string[], Frequency, string[]]>([
    ['ends of months', ['2023-12-31', '2024-01-31'], { unit: 'month', step: 1 }, ['2024-02-29', '2024-03-31', '2024-04-30']],
    ['the 30th', ['2023-12-30', '2024-01-30'], { unit: 'month', step: 1 }, ['2024-02-29', '2024-03-30', '2024-04-30']],
    ['quarters', ['2023-07-01', '2023-10-01'], { unit: 'quarter', step: 1 }, ['2024-01-01', '2024-04-01', '2024-07-01']],
    ['leap years', ['2019-02-28', '2020-02-29'], { unit: 'year', step: 1 }, ['2021-02-28', '2022-02-28', '2023-02-28']],
    ['working days', ['2024-02-01', '2024-02-02'], { unit: 'business-day', step: 1 }, ['2024-02-05', '2024-02-06', '2024-02-07']],
    ['weeks', ['2024-02-01', '2024-02-08'], { unit: 'week', step: 1 }, ['2024-02-15', '2024-02-22', '2024-02-29']],
  ])('%s', (_, times, frequency, expected) => {
    expect(next(times, frequency, 3)).toEqual(expected.map((day) => `${day} 00:00`));
  });

  it('hours go on in UTC, days on the clock of the zone', () => {
    expect(next(['2024-03-30T23:00Z'], { unit: 'hour', step: 1 }, 2, 'Europe/Berlin')).toEqual(['2024-03-31 00:00', '2024-03-31 01:00']);
    expect(next(['2024-03-29T23:00Z'], { unit: 'day', step: 1 }, 2, 'Europe/Berlin')).toEqual(['2024-03-30 23:00', '2024-03-31 22:00']);
  });

  it('row numbers go on', () => {
    expect([...futureTimes(Float64Array.of(1, 2, 3), 2, { unit: 'row', step: 1 }, 'UTC')]).toEqual([4, 5]);
  });

  it('are what the dataset would hold: import a series without its end, and the end comes out', async () => {
    const days = every('2024-01-01T00:00', DAY, 40)
      .map((day) => day.slice(0, 10))
      .filter((day) => new Date(day).getUTCDay() % 6 !== 0);
    const whole = await read(table(days));
    const part = await read(table(days.slice(0, -6)));
    expect([...futureTimes(part.time, 6, part.frequency, 'UTC')]).toEqual([...whole.time.slice(-6)]);
  });
});
