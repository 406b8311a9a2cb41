import { describe, expect, it } from 'vitest';
import { importFile, previewFile } from '../../../engine/data/index.ts';
import { dates, finding, read, refusal, values, write } from './files.ts';

const table = (cells: readonly string[], name = 'date'): string => `${name};v\n${cells.map((cell, i) => `"${cell}";${i}`).join('\n')}\n`;

describe('dates', () => {
  it.each([
    ['iso', ['2024-01-30', '2024-01-31', '2024-02-01'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['iso', ['2024-11', '2024-12', '2025-01'], ['2024-11-01', '2024-12-01', '2025-01-01']],
    ['iso', ['2024-01-01T22:00', '2024-01-01T23:00', '2024-01-02T00:00'], ['2024-01-01T22:00', '2024-01-01T23:00', '2024-01-02']],
    ['iso', ['2024-01-01 00:00:00+01:00', '2024-01-01 01:00:00+01:00'], ['2023-12-31T23:00', '2024-01-01']],
    ['iso', ['2024-01-01T00:00:00.000Z', '2024-01-01T00:30:00.000Z'], ['2024-01-01', '2024-01-01T00:30']],
    ['iso', ['2024-W01', '2024-W02', '2024-W03'], ['2024-01-01', '2024-01-08', '2024-01-15']],
    ['d/M/yyyy', ['30/01/2024', '31/01/2024', '01/02/2024'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['M/d/yyyy', ['1/30/2024', '1/31/2024', '2/1/2024'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['d.M.yyyy', ['30.01.2024', '31.01.2024', '01.02.2024'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['d.M.yyyy H:mm', ['31.1.2024 22:00', '31.1.2024 23:00', '1.2.2024 0:00'], ['2024-01-31T22:00', '2024-01-31T23:00', '2024-02-01']],
    [
      'M/d/yyyy h:mm a',
      ['1/31/2024 10:00 PM', '1/31/2024 11:00 PM', '2/1/2024 12:00 AM'],
      ['2024-01-31T22:00', '2024-01-31T23:00', '2024-02-01'],
    ],
    ['yyyy/M/d', ['2024/01/30', '2024/01/31', '2024/02/01'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['MMM d yyyy', ['Jan 30 2024', 'Jan 31 2024', 'Feb 1 2024'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['MMM d, yyyy', ['January 30, 2024', 'January 31, 2024', 'February 1, 2024'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['d-MMM-yy', ['30-Jan-24', '31-Jan-24', '1-Feb-24'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['d. MMM yyyy', ['30. Dezember 2023', '31. Dezember 2023', '1. Januar 2024'], ['2023-12-30', '2023-12-31', '2024-01-01']],
    ['MMM yyyy', ['Nov 2023', 'Dec 2023', 'Jan 2024'], ['2023-11-01', '2023-12-01', '2024-01-01']],
    ["yyyy 'Q'q", ['2023 Q3', '2023 Q4', '2024 Q1'], ['2023-07-01', '2023-10-01', '2024-01-01']],
    ["yyyy'Q'q", ['2023Q3', '2023Q4', '2024Q1'], ['2023-07-01', '2023-10-01', '2024-01-01']],
    ['yyyyMMdd', ['20240130', '20240131', '20240201'], ['2024-01-30', '2024-01-31', '2024-02-01']],
    ['yyyyMM', ['202311', '202312', '202401'], ['2023-11-01', '2023-12-01', '2024-01-01']],
    ['year', ['1998', '1999', '2000'], ['1998-01-01', '1999-01-01', '2000-01-01']],
    ['epoch-s', ['1704067200', '1704070800', '1704074400'], ['2024-01-01', '2024-01-01T01:00', '2024-01-01T02:00']],
    ['epoch-ms', ['1704067200000', '1704070800000', '1704074400000'], ['2024-01-01', '2024-01-01T01:00', '2024-01-01T02:00']],
    [
      'epoch-s',
      ['1704067200.5', '1704067201.5', '1704067202.5'],
      ['2024-01-01T00:00:00.500Z', '2024-01-01T00:00:01.500Z', '2024-01-01T00:00:02.500Z'],
    ],
    ['epoch-us', ['1704067200000000', '1704070800000000'], ['2024-01-01', '2024-01-01T01:00']],
  ])('%s: %j', async (format, cells, expected) => {
    const dataset = await read(table(cells));
    expect(dates(dataset)).toEqual(expected);
    expect(dataset.settings.time).toEqual({ format, zone: 'UTC' });
    expect(values(dataset, 'v')).toEqual(cells.map((_, i) => i));
  });

  it('without separators, newest first', async () => {
    const dataset = await read(table(['20240103', '20240102', '20240101'], 'd'));
    expect(dates(dataset)).toEqual(['2024-01-01', '2024-01-02', '2024-01-03']);
  });

  it('before 1970 and on leap days', async () => {
    const dataset = await read(table(['1968-02-28', '1968-02-29', '1968-03-01']));
    expect(dates(dataset)).toEqual(['1968-02-28', '1968-02-29', '1968-03-01']);
    expect(dataset.time[1]).toBe(Date.UTC(1968, 1, 29));
  });

  it('that do not exist are left out, and reported', async () => {
    const cells = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2023, 1, 1 + i)).toISOString().slice(0, 10));
    cells[28] = '2023-02-29';
    const dataset = await read(table(cells));
    expect(finding(dataset, 'unreadable-time')).toEqual({ row: 30, column: 'date', count: 1, severity: 'warning' });
    expect(values(dataset, 'v')[28]).toBeNull();
    expect(finding(dataset, 'gaps-filled')).toMatchObject({ count: 1, row: 31 });
  });
});

describe('day or month first', () => {
  const open = ['01/02/2024', '02/02/2024', '03/02/2024', '04/02/2024'];

  it('is asked where the file does not decide', async () => {
    const path = write(table(open));
    const guess = (await previewFile(path)).guesses.find(({ field }) => field === 'time');
    expect(guess).toMatchObject({ certain: false, value: 'd/M/yyyy', alternatives: ['M/d/yyyy'] });
    const error = await refusal(read(table(open)));
    expect(error.code).toBe('ambiguous-dates');
    expect(error.message).toContain('d/M/yyyy (2024-02-01)');
    expect(error.message).toContain('M/d/yyyy (2024-01-02)');
    expect(error.details['flag']).toBe('--date-format');
    expect(error.details).toMatchObject({ column: 'date', setting: 'time.format' });
  });

  it('is as the user says', async () => {
    const days = await read(table(open), { time: { format: 'd/M/yyyy', zone: 'UTC' } });
    expect(days.frequency).toEqual({ unit: 'day', step: 1 });
    const months = await read(table(open), { time: { format: 'MM/dd/yyyy', zone: 'UTC' } });
    expect(months.frequency).toEqual({ unit: 'month', step: 1 });
    expect(dates(months)[0]).toBe('2024-01-02');
  });

  it('is decided by one row far beyond the first part of the file', async () => {
    const filler = 'x'.repeat(1200);
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const pad = (value: number): string => String(value).padStart(2, '0');
      return `${pad((i % 12) + 1)}/${pad((Math.floor(i / 12) % 12) + 1)}/${1900 + Math.floor(i / 144)},${i},${filler}`;
    });
    const path = write(`date,v,filler\n${rows.join('\n')}\n25/12/1990,1,x\n`);
    expect((await previewFile(path)).guesses.find(({ field }) => field === 'time')).toMatchObject({ certain: false });
    const dataset = await importFile(path);
    expect(dataset.settings.time.format).toBe('d/M/yyyy');
    expect(new Date(dataset.time[1]!).toISOString().slice(0, 10)).toBe('1900-01-02');
  });

  it('is decided by the whole file, and told', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => {
      const day = new Date(Date.UTC(2000, 0, 1 + i));
      return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()},${i}`;
    });
    const dataset = await read(`date,v\n${rows.join('\n')}\n`);
    expect(dataset.settings.time.format).toBe('M/d/yyyy');
    expect(dataset.frequency).toEqual({ unit: 'day', step: 1 });
    expect(dataset.findings).toEqual([]);
  });

  it('is refused where the rows contradict each other', async () => {
    const error = await refusal(read(table(['01/02/2024', '25/02/2024', '02/25/2024', '03/02/2024'])));
    expect(error.code).toBe('mixed-dates');
    expect(error.details['rows']).toEqual([4, 3]);
  });

  it('does not matter where both are the same day', async () => {
    const dataset = await read(table(['01/01/2021', '02/02/2021', '03/03/2021']));
    expect(dates(dataset)).toEqual(expect.arrayContaining(['2021-01-01', '2021-02-02', '2021-03-03']));
  });

  it('is asked for two-digit years in all three orders', async () => {
    const error = await refusal(read(table(['01-02-03', '02-02-03', '03-02-03'])));
    expect(error.code).toBe('ambiguous-dates');
    expect(error.message).toContain('yy-M-d');
  });
});

describe('dates in one file in two ways', () => {
  it('are refused, with a row of each', async () => {
    const cells = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '16.01.2024', '17.01.2024', '18.01.2024'];
    const error = await refusal(read(table(cells)));
    expect(error.code).toBe('mixed-dates');
    expect(error.details['rows']).toEqual([7, 2]);
  });

  it('are refused where a few rows contradict the order of day and month of the others', async () => {
    const cells = Array.from({ length: 60 }, (_, i) =>
      new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10).split('-').reverse().join('/'),
    );
    cells[40] = '02/25/2023';
    const error = await refusal(read(table(cells)));
    expect(error.code).toBe('mixed-dates');
    expect(error.message).toContain('"02/25/2023" in row 42');
  });

  it('are read as stated, and the other rows left out', async () => {
    const cells = Array.from({ length: 60 }, (_, i) =>
      new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10).split('-').reverse().join('/'),
    );
    cells[40] = '02/25/2023';
    const dataset = await read(table(cells), { time: { format: 'd/M/yyyy', zone: 'UTC' } });
    expect(finding(dataset, 'unreadable-time')).toMatchObject({ row: 42, count: 1 });
  });
});

describe('day numbers of Excel', () => {
  const cells = ['45292', '45293', '45294', '45296'];
  it('are asked for', async () => {
    const error = await refusal(read(table(cells)));
    expect(error.code).toBe('ambiguous-dates');
    expect(error.message).toMatch(/excel or row/);
  });
  it('are read as stated', async () => {
    const dataset = await read(table(cells), { time: { format: 'excel', zone: 'UTC' } });
    expect(dates(dataset)).toEqual(['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05']);
  });
});

describe('a date in several columns', () => {
  it('in parts', async () => {
    const dataset = await read('No,year,month,day,hour,v\n1,2010,1,1,22,5\n2,2010,1,1,23,6\n3,2010,1,2,0,7\n');
    expect(dataset.settings.time.format).toBe('yyyy M d H');
    expect(dates(dataset)).toEqual(['2010-01-01T22:00', '2010-01-01T23:00', '2010-01-02']);
    expect(dataset.numeric.map(({ name }) => name)).toEqual(['v']);
  });

  it('a time of day alone is no time, and said so', async () => {
    const dataset = await read('time,v\n22:30,5\n23:00,6\n23:30,7\n');
    expect(dataset.hasTime).toBe(false);
    expect(finding(dataset, 'time-without-date')).toMatchObject({ column: 'time', severity: 'warning' });
  });

  it('day and time of day', async () => {
    const dataset = await read('date,time,v\n31/01/2024,22:30,5\n31/01/2024,23:00,6\n31/01/2024,23:30,7\n');
    expect(dataset.settings.time.format).toBe('d/M/yyyy H:mm');
    expect(dataset.frequency).toEqual({ unit: 'minute', step: 30 });
  });
});

describe('zones', () => {
  const hours = (...cells: string[]): string => table(cells.map((cell) => `2024-${cell}`));

  it('local times of a zone', async () => {
    const dataset = await read(hours('01-15 12:00', '01-15 13:00'), { time: { format: 'iso', zone: 'Europe/Berlin' } });
    expect(dates(dataset)).toEqual(['2024-01-15T11:00', '2024-01-15T12:00']);
  });

  it('the hour that is shown twice in autumn is two hours', async () => {
    const cells = ['10-27 01:00', '10-27 02:00', '10-27 02:00', '10-27 03:00'];
    const dataset = await read(hours(...cells), { time: { format: 'iso', zone: 'Europe/Berlin' } });
    expect(dates(dataset)).toEqual(['2024-10-26T23:00', '2024-10-27', '2024-10-27T01:00', '2024-10-27T02:00']);
    expect(values(dataset, 'v')).toEqual([0, 1, 2, 3]);
    expect(finding(dataset, 'clock-repeated')).toMatchObject({ row: 3, count: 2 });
  });

  it('the hour that is left out in spring is no gap', async () => {
    const dataset = await read(hours('03-31 01:00', '03-31 03:00', '03-31 04:00'), { time: { format: 'iso', zone: 'Europe/Berlin' } });
    expect(dates(dataset)).toEqual(['2024-03-31', '2024-03-31T01:00', '2024-03-31T02:00']);
    expect(finding(dataset, 'gaps-filled')).toBeUndefined();
  });

  it('a time that the clock skips is moved on and reported', async () => {
    const cells = ['03-31 00:30', '03-31 01:30', '03-31 02:30', '03-31 04:30'];
    const dataset = await read(hours(...cells), { time: { format: 'iso', zone: 'Europe/Berlin' } });
    expect(finding(dataset, 'clock-skipped')).toMatchObject({ row: 4, count: 1 });
  });

  it('days of 23 and 25 hours are days', async () => {
    const cells = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
    const dataset = await read(table(cells), { time: { format: 'iso', zone: 'Europe/Berlin' } });
    expect(dataset.frequency).toEqual({ unit: 'day', step: 1 });
    expect(dataset.time.length).toBe(300);
    expect(dates(dataset).slice(0, 1)).toEqual(['2023-12-31T23:00']);
    expect(dates(dataset)[200]).toMatch(/T22:00$/);
  });

  it('that do not exist are refused', async () => {
    const error = await refusal(read(hours('01-15 12:00', '01-15 13:00'), { time: { format: 'iso', zone: 'Europe/Atlantis' } }));
    expect(error.code).toBe('unknown-zone');
  });

  it('times with and without an offset in one column are reported', async () => {
    const dataset = await read(table(['2024-01-01T00:00Z', '2024-01-01T01:00', '2024-01-01T02:00Z']));
    expect(finding(dataset, 'mixed-offsets')).toMatchObject({ row: 3 });
    expect(dataset.time.length).toBe(3);
  });
});
