import { describe, expect, it } from 'vitest';
import { previewFile } from '../../../engine/data/index.ts';
import type { Frequency, ImportOverrides, ResampleRule } from '../../../engine/protocol/data.ts';
import { dates, finding, lines, read, refusal, values } from './files.ts';

const into = (unit: Frequency['unit'], rules: Record<string, ResampleRule> | ResampleRule, step = 1): ImportOverrides => ({
  resample: { frequency: { unit, step }, rules: typeof rules === 'string' ? { '*': rules } : rules },
});

const messy = `time,t,rain
2024-03-01 00:10,1,0.5
2024-03-01 00:55,3,0.25
2024-03-01 01:00,10,1
2024-03-01 03:20,4,
2024-03-01 03:21,8,2
2024-03-01 03:59,6,4
`;

describe('rows put into steps', () => {
  it('follow the rule of each column, closed on the left, and empty steps are gaps', async () => {
    const dataset = await read(messy, into('hour', { t: 'mean', rain: 'sum' }));
    expect(dataset.frequency).toEqual({ unit: 'hour', step: 1 });
    expect(dates(dataset)).toEqual(['2024-03-01', '2024-03-01T01:00', '2024-03-01T02:00', '2024-03-01T03:00']);
    expect(values(dataset, 't')).toEqual([2, 10, null, 6]);
    expect(values(dataset, 'rain')).toEqual([0.75, 1, null, 6]);
    expect([...dataset.fileRows]).toEqual([2, 4, 0, 5]);
    expect(dataset.season).toBe(24);
  });

  it.each<[ResampleRule, number[]]>([
    ['first', [1, 10, 4]],
    ['last', [3, 10, 6]],
    ['min', [1, 10, 4]],
    ['max', [3, 10, 8]],
    ['sum', [4, 10, 18]],
  ])('by %s', async (rule, expected) => {
    const found = values(await read(messy, into('hour', rule)), 't');
    expect(found.filter((value) => value !== null)).toEqual(expected);
  });

  it('are counted in the findings, with the steps that hold another number, and sums of which a part is missing', async () => {
    const dataset = await read(messy, into('hour', { t: 'mean', rain: 'sum' }));
    const { message } = dataset.findings.find(({ code }) => code === 'resampled')!;
    expect(message).toBe('6 rows went into 3 steps of one hour (t by mean, rain by sum); 1 steps without rows are gaps.');
    expect(finding(dataset, 'uneven-steps')).toMatchObject({ severity: 'info' });
    expect(finding(dataset, 'incomplete-sum')).toEqual({ row: 5, column: 'rain', count: 1, severity: 'warning' });
  });

  it('warn of an incomplete last step where a rule sums', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `2024-03-0${1 + Math.floor(i / 12)} ${String((i % 12) * 2).padStart(2, '0')}:00,1`);
    const dataset = await read(`time,v\n${rows.join('\n')}\n`, into('day', 'sum'));
    expect(values(dataset, 'v')).toEqual([12, 12, 6]);
    expect(finding(dataset, 'uneven-steps')).toEqual({ row: 26, column: 'time', count: 1, severity: 'warning' });
  });

  it('keep rows that share a time: each is an event of its own', async () => {
    const dataset = await read(
      'time,v\n2024-03-01 10:00,1\n2024-03-01 10:00,1\n2024-03-01 10:00,5\n2024-03-02 09:00,2\n',
      into('day', 'sum'),
    );
    expect(values(dataset, 'v')).toEqual([7, 2]);
  });

  it('need not be in order', async () => {
    const dataset = await read(
      'time,v\n2024-03-02 09:00,2\n2024-03-01 10:00,1\n2024-03-02 07:00,3\n2024-03-01 11:00,9\n',
      into('day', 'last'),
    );
    expect(values(dataset, 'v')).toEqual([9, 2]);
  });
});

describe('days of a zone', () => {
  // The clock was put forward on 2024-03-31 and back on 2024-10-27 in Berlin.
  const hours = (from: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `${new Date(Date.parse(from) + i * 3_600_000).toISOString().replace('.000Z', 'Z')},1`).join(
      '\n',
    );
  const zone = { time: { format: 'iso', zone: 'Europe/Berlin' } };

  it.each([
    ['spring', '2024-03-29T23:00Z', [24, 23, 24]],
    ['autumn', '2024-10-25T22:00Z', [24, 25, 24]],
  ])('last as long as the clock says in %s', async (_, from, expected) => {
    const dataset = await read(`time,v\n${hours(from, 71 + (expected[1] === 25 ? 2 : 0))}\n`, { ...zone, ...into('day', 'sum') });
    expect(values(dataset, 'v')).toEqual(expected);
    expect(new Date(dataset.time[0]!).toISOString()).toBe(from.replace('Z', ':00.000Z'));
  });

  it('weeks begin on Monday, quarters in January', async () => {
    const days = Array.from(
      { length: 120 },
      (_, i) => `${new Date(Date.UTC(2024, 0, 3) + i * 86_400_000).toISOString().slice(0, 10)},1`,
    ).join('\n');
    const weeks = await read(`time,v\n${days}\n`, into('week', 'sum'));
    expect(dates(weeks).slice(0, 2)).toEqual(['2024-01-01', '2024-01-08']);
    expect(values(weeks, 'v').slice(0, 2)).toEqual([5, 7]);
    const quarters = await read(`time,v\n${days}\n`, into('quarter', 'sum'));
    expect(dates(quarters)).toEqual(['2024-01-01', '2024-04-01']);
    expect(values(quarters, 'v')).toEqual([89, 31]);
  });
});

it('each series of a long table has steps of its own, on the index of all', async () => {
  const rows = [
    'a,2024-01-01,1',
    'a,2024-01-02,2',
    'a,2024-01-03,4',
    'a,2024-01-04,5',
    'b,2024-01-02,10',
    'b,2024-01-04,20',
    'b,2024-01-05,40',
  ];
  const dataset = await read(`id,date,v\n${rows.join('\n')}\n`, into('day', 'sum', 2));
  expect(dataset.series.map(({ id, length }) => [id, length])).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
  expect(dates(dataset)).toEqual(['2023-12-31', '2024-01-02', '2024-01-04', '2024-01-02', '2024-01-04']);
  expect(values(dataset, 'v')).toEqual([1, 6, 5, 10, 60]);
});

describe('what is not declared is refused', () => {
  it.each<[string, ImportOverrides]>([
    ['no-resample-rule', into('hour', { t: 'mean' })],
    ['unknown-column', into('hour', { t: 'mean', rain: 'sum', snow: 'sum' })],
    ['bad-resample', into('business-day', 'mean')],
    ['bad-resample', into('row', 'mean')],
    ['bad-resample', into('hour', { time: 'last', t: 'mean', rain: 'sum' })],
    ['bad-resample', { ...into('hour', 'mean'), frequency: { unit: 'day', step: 1 } }],
    ['resample-too-fine', into('second', 'mean')],
  ])('%s', async (code, overrides) => {
    expect((await refusal(read(messy, overrides))).code).toBe(code);
  });

  it('a file without times', async () => {
    expect((await refusal(read('v\n1\n2\n3\n', into('hour', 'mean')))).code).toBe('no-time');
  });
});

it('the settings of an import name the rule of every column and read the same again', async () => {
  const dataset = await read(messy, into('hour', 'mean'));
  expect(dataset.settings.resample).toEqual({ frequency: { unit: 'hour', step: 1 }, rules: { t: 'mean', rain: 'mean' } });
  const again = await read(messy, dataset.settings);
  expect(values(again, 't')).toEqual(values(dataset, 't'));
  expect(again.settings).toEqual(dataset.settings);
  const preview = await previewFile(lines(...messy.trim().split('\n')), into('hour', 'mean'));
  expect(preview.settings.resample).toEqual(dataset.settings.resample);
  expect(preview.findings.some(({ code }) => code === 'resampled')).toBe(true);
});
