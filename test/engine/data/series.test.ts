import { describe, expect, it } from 'vitest';
import { importFile, previewFile, SINGLE_SERIES } from '../../../engine/data/index.ts';
import { dates, finding, read, refusal, values, write } from './files.ts';

const month = (i: number): string => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
const panel = (ids: readonly string[], rows: number): string[] =>
  ids.flatMap((id, s) => Array.from({ length: rows }, (_, i) => `${id},${month(i)},${100 * s + i}`));

describe('layout', () => {
  it('one value column is a single series', async () => {
    const dataset = await read(`m,v\n${month(0)},1\n${month(1)},2\n`);
    expect(dataset.settings.layout).toBe('single');
    expect(dataset.series).toEqual([{ id: SINGLE_SERIES, offset: 0, length: 2, start: Date.UTC(2020, 0), end: Date.UTC(2020, 1) }]);
  });

  it('several value columns are wide', async () => {
    const dataset = await read(`m,a,b\n${month(0)},1,5\n${month(1)},2,6\n`);
    expect(dataset.settings.layout).toBe('wide');
    expect(values(dataset, 'b')).toEqual([5, 6]);
  });

  it('times that repeat for each id are long', async () => {
    const dataset = await read(`shop,m,v\n${panel(['north', 'south'], 14).join('\n')}\n`);
    expect(dataset.settings.layout).toBe('long');
    expect(dataset.settings.columns[0]).toEqual({ name: 'shop', type: 'text', role: 'series' });
    expect(dataset.series.map(({ id, offset, length }) => ({ id, offset, length }))).toEqual([
      { id: 'north', offset: 0, length: 14 },
      { id: 'south', offset: 14, length: 14 },
    ]);
    expect(dataset.frequency).toEqual({ unit: 'month', step: 1 });
  });

  it('long rows in any order come out by series and time', async () => {
    const rows = panel(['b', 'a'], 5);
    const mixed = [9, 3, 0, 7, 5, 2, 8, 1, 6, 4].map((i) => rows[i]!);
    const dataset = await read(`id,m,v\n${mixed.join('\n')}\n`);
    expect(dataset.series.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(values(dataset, 'v')).toEqual([100, 101, 102, 103, 104, 0, 1, 2, 3, 4]);
    expect([...dataset.fileRows]).toEqual([6, 10, 5, 8, 2, 4, 9, 7, 3, 11]);
  });

  it('series may start and end apart, and have gaps of their own', async () => {
    const dataset = await read(
      'id,d,v\na,2024-01-01,1\na,2024-01-02,2\na,2024-01-04,4\nb,2024-01-02,5\nb,2024-01-03,6\nb,2024-01-04,6\nc,2024-01-01,8\nc,2024-01-02,9\n',
    );
    expect(dataset.series.map(({ id, length }) => [id, length])).toEqual([
      ['a', 4],
      ['b', 3],
      ['c', 2],
    ]);
    expect(values(dataset, 'v')).toEqual([1, 2, null, 4, 5, 6, 6, 8, 9]);
    expect(dates(dataset)[2]).toBe('2024-01-03');
    expect(dataset.text[0]!.labels[dataset.text[0]!.codes[2]!]).toBe('a');
    expect(finding(dataset, 'gaps-filled')).toMatchObject({ row: 4, count: 1 });
  });

  it('the id may be a number under a telling name', async () => {
    const dataset = await read(`store_id,m,v\n${panel(['1', '2', '3'], 6).join('\n')}\n`);
    expect(dataset.series.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('the id may take two columns', async () => {
    const rows = ['x', 'y'].flatMap((region, r) => panel(['p', 'q'], 4).map((row) => `${region},${row}${r}`));
    const dataset = await read(`region,product,m,v\n${rows.join('\n')}\n`);
    expect(dataset.series.map(({ id }) => id)).toEqual(['x / p', 'x / q', 'y / p', 'y / q']);
    expect(dataset.series.every(({ length }) => length === 4)).toBe(true);
  });

  it('a text column that does not tell series apart is not an id', async () => {
    const dataset = await read(
      `m,weather,v\n${Array.from({ length: 24 }, (_, i) => `${month(i)},${['sun', 'rain'][i % 2]},${i}`).join('\n')}\n`,
    );
    expect(dataset.settings.layout).toBe('single');
    expect(dataset.text.map(({ name }) => name)).toEqual(['weather']);
  });

  it('an id of which the first part of the file shows one value is found in the whole', async () => {
    const day = (i: number): string => new Date(Date.UTC(1990, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
    const rows = ['long-name-of-a', 'long-name-of-b'].flatMap((id) => Array.from({ length: 12_000 }, (_, i) => `${id},${day(i)},${i}`));
    const path = write(`id,day,v\n${rows.join('\n')}\n`);
    const dataset = await importFile(path);
    expect(dataset.settings.layout).toBe('long');
    expect(dataset.series.map(({ length }) => length)).toEqual([12_000, 12_000]);
    expect(finding(dataset, 'series-found')).toMatchObject({ column: 'id' });
    expect((await importFile(path, dataset.settings)).series).toEqual(dataset.series);
  });

  it('a table without times is long where the rows of each id stand together', async () => {
    const rows = ['H1', 'H2'].flatMap((id, s) => Array.from({ length: 6 }, (_, i) => `${id},${i + 1},${10 * s + i}`));
    const dataset = await read(`unique_id,ds,y\n${rows.join('\n')}\n`);
    expect(dataset.series).toEqual([
      { id: 'H1', offset: 0, length: 6, start: 1, end: 6 },
      { id: 'H2', offset: 6, length: 6, start: 1, end: 6 },
    ]);
    expect(dataset.numeric.map(({ name }) => name)).toEqual(['y']);
    const mixed = await read(`group,y\n${Array.from({ length: 12 }, (_, i) => `${'ab'[i % 2]},${i}`).join('\n')}\n`);
    expect(mixed.settings.layout).toBe('single');
  });

  it('rows without an id are left out', async () => {
    const dataset = await read(`id,m,v\n${panel(['a', 'b'], 6).join('\n')}\n,2020-03,7\n`);
    expect(dataset.time.length).toBe(12);
    expect(finding(dataset, 'missing-series')).toMatchObject({ row: 14, count: 1 });
  });
});

describe('roles', () => {
  it('as the user says', async () => {
    const text = 'd1,d2,a,b\n2024-01-01,2023-01-01,1,5\n2024-01-02,2023-02-01,2,6\n2024-01-03,2023-03-01,3,7\n';
    const detected = await read(text);
    expect(detected.frequency.unit).toBe('day');
    const stated = await read(text, {
      columns: [
        { name: 'd2', role: 'time' },
        { name: 'a', role: 'ignore' },
      ],
    });
    expect(stated.frequency.unit).toBe('month');
    expect(stated.numeric.map(({ name }) => name)).toEqual(['b']);
    expect(stated.settings.layout).toBe('single');
    expect(stated.settings.columns.find(({ name }) => name === 'd1')).toMatchObject({ role: 'ignore' });
  });

  it('a time column can be put aside', async () => {
    const dataset = await read('d,v\n2024-01-01,1\n2024-01-02,2\n', { columns: [{ name: 'd', role: 'ignore' }] });
    expect(dataset.hasTime).toBe(false);
  });

  it('a number can be made the id, or a text a number', async () => {
    const rows = panel(['1', '2'], 6);
    const dataset = await read(`k,m,v\n${rows.join('\n')}\n`, { columns: [{ name: 'k', role: 'series' }] });
    expect(dataset.series.map(({ id }) => id)).toEqual(['1', '2']);
    const text = await read('m,v\n2020-01,1\n2020-02,x\n2020-03,y\n2020-04,z\n', { columns: [{ name: 'v', type: 'number' }] });
    expect(values(text, 'v')).toEqual([1, null, null, null]);
  });

  it('a column that counts rows is put aside, with a reason', async () => {
    const path = write('No,d,v\n1,2024-01-01,5\n2,2024-01-02,6\n3,2024-01-03,8\n');
    const preview = await previewFile(path);
    expect(preview.guesses.find(({ field }) => field === 'column:No')).toMatchObject({ value: 'ignore', reason: 'it counts the rows' });
    expect((await importFile(path)).numeric.map(({ name }) => name)).toEqual(['v']);
  });

  it('long without an id column is refused', async () => {
    const error = await refusal(read('m,v\n2020-01,1\n2020-02,2\n', { layout: 'long' }));
    expect(error.code).toBe('no-series-column');
  });
});

describe('settings of an import', () => {
  it.each([
    ['wide', 'm;a;b\n01.12.2023;1,5;2\n13.12.2023;2,5;\n24.12.2023;3,5;4\n'],
    ['long', `id,m,v\n${panel(['a', 'b'], 6).join('\n')}\n`],
    ['parts', 'year,month,v\n2020,1,5\n2020,2,6\n2020,3,7\n'],
    ['numbers', '1 2\n3 4\n5 6\n'],
    ['preamble', 'x\ny\ndate,v,\n2024-01-01,$5,\n2024-01-02,$6,\n2024-01-03,$7,\n'],
  ])('read the file again the same way: %s', async (_, text) => {
    const path = write(text);
    const first = await importFile(path);
    const again = await importFile(path, first.settings);
    expect(again.settings).toEqual(first.settings);
    expect(again.numeric).toEqual(first.numeric);
    expect(again.time).toEqual(first.time);
    expect(again.series).toEqual(first.series);
    expect(again.hash).toBe(first.hash);
  });

  it('are those of the preview', async () => {
    const path = write(`id,m,v\n${panel(['a', 'b'], 6).join('\n')}\n`);
    const preview = await previewFile(path);
    expect((await importFile(path)).settings).toEqual(preview.settings);
    expect(preview.header).toEqual(['id', 'm', 'v']);
    expect(preview.sample[1]).toEqual(['a', '2020-02', '1']);
    expect(preview.parsed[1]).toEqual(['a', Date.UTC(2020, 1), 1]);
    for (const guess of preview.guesses) expect(guess.reason.length).toBeGreaterThan(5);
  });
});
