/** The same data as CSV, as Parquet and as a workbook: the datasets must be equal, but for the lines that rows stand in. */
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { importFile, previewFile } from '../../../engine/data/index.ts';
import { lines, refusal, values, write } from './files.ts';

const day = (i: number): Date => new Date(Date.UTC(2024, 0, 1 + i));
const iso = (i: number): string => day(i).toISOString().slice(0, 10);
const count = 40;
const price = (i: number): number | null => (i === 7 ? null : 0.1 + i / 3);
const units = (i: number): number => (i * 37) % 11;
const shop = (i: number): string => (i % 2 === 0 ? 'north' : 'south');

const rows = Array.from({ length: count }, (_, i) => i);
const csv = (): string => lines('day,price,units,shop', ...rows.map((i) => `${iso(i >> 1)},${price(i) ?? ''},${units(i)},${shop(i)}`));

/** All that follows from the cells, and nothing of where they stood. */
const content = ({ time, series, numeric, text, columns, frequency, season, hasTime }: Dataset): object => ({
  time,
  series,
  numeric,
  text,
  columns,
  frequency,
  season,
  hasTime,
});

describe('Parquet', () => {
  const file = (rowGroupSize: number): string =>
    write(
      Buffer.from(
        parquetWriteBuffer({
          columnData: [
            { name: 'day', data: rows.map((i) => day(i >> 1)), type: 'TIMESTAMP' },
            { name: 'price', data: rows.map(price), type: 'DOUBLE', nullable: true },
            { name: 'units', data: rows.map(units), type: 'INT32' },
            { name: 'shop', data: rows.map(shop), type: 'STRING' },
          ],
          rowGroupSize,
        }),
      ),
      `sales-${rowGroupSize}.parquet`,
    );

  it.each([1000, 16])('is read as the same data in CSV, in row groups of %d', async (size) => {
    const found = await importFile(file(size));
    expect(content(found)).toEqual(content(await importFile(csv())));
    expect(found.fileRows.slice(0, 3)).toEqual(Int32Array.of(1, 3, 5));
    expect(found.series.map(({ id }) => id)).toEqual(['north', 'south']);
  });

  it('reads decimals as written, 64-bit whole numbers, dates, and codecs beside Snappy', async () => {
    const made = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 3 },
        { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        { name: 'price', type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9, repetition_type: 'OPTIONAL' },
        { name: 'big', type: 'INT64', repetition_type: 'REQUIRED' },
      ],
      columnData: [
        { name: 'day', data: rows.map(day) },
        { name: 'price', data: rows.map((i) => (i === 3 ? null : Number((i * 1.1).toFixed(2)))) },
        { name: 'big', data: rows.map((i) => BigInt(i) * 1_000_000_007n) },
      ],
      codec: 'GZIP',
      compressors: { GZIP: (bytes) => gzipSync(bytes) },
    });
    const found = await importFile(write(Buffer.from(made), 'types.parquet'));
    expect(found.frequency).toEqual({ unit: 'day', step: 1 });
    expect(values(found, 'price').slice(0, 5)).toEqual([0, 1.1, 2.2, null, 4.4]);
    expect(values(found, 'big').slice(0, 3)).toEqual([0, 1_000_000_007, 2_000_000_014]);
  });

  it('leaves a nested column out by name, and refuses it where it is asked for', async () => {
    const made = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 3 },
        { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        { name: 'y', type: 'DOUBLE', repetition_type: 'REQUIRED' },
        { name: 'tags', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      ],
      columnData: [
        { name: 'day', data: rows.map(day) },
        { name: 'y', data: rows.map(units) },
        { name: 'tags', data: rows.map((i) => [i, i + 1]) },
      ],
    });
    const path = write(Buffer.from(made), 'nested.parquet');
    const found = await importFile(path);
    expect(found.columns.map(({ name }) => name)).toEqual(['day', 'y']);
    expect(found.findings.find(({ code }) => code === 'nested-column')).toMatchObject({ column: 'tags', severity: 'warning' });
    expect(await refusal(importFile(path, { columns: [{ name: 'tags', role: 'value' }] }))).toMatchObject({
      code: 'nested-column',
      message: expect.stringContaining('"tags"') as string,
    });
  });

  it('says of a file that is cut off that it is damaged', async () => {
    const whole = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'y', data: rows.map(units), type: 'INT32' }] }));
    expect((await refusal(importFile(write(whole.subarray(0, whole.length - 40), 'cut.parquet')))).code).toBe('damaged-parquet');
    const wrong = Buffer.from(whole);
    wrong.fill(0xff, 4, 40);
    expect((await refusal(importFile(write(wrong, 'wrong.parquet')))).code).toBe('damaged-parquet');
  });

  it('is cancelled between two columns', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(importFile(file(8), {}, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

const header = ['day', 'price', 'units', 'shop'].map((value) => ({ value, type: String }));
const body: SheetData = rows.map((i) => [
  { value: day(i >> 1), type: Date, format: 'dd.mm.yyyy' },
  price(i) === null ? null : { value: price(i)!, type: Number },
  { value: units(i), type: Number },
  { value: shop(i), type: String },
]);

async function workbook(name: string, sheets: Array<{ sheet: string; data: SheetData }>): Promise<string> {
  return write(await writeXlsxFile(sheets.map(({ sheet, data }) => ({ sheet, data }))).toBuffer(), name);
}

describe('Excel', () => {
  it('is read as the same data in CSV, with dates of cells that are dates', async () => {
    const found = await importFile(await workbook('sales.xlsx', [{ sheet: 'Sales', data: [header, ...body] }]));
    expect(content(found)).toEqual(content(await importFile(csv())));
    expect(found.fileRows.slice(0, 3)).toEqual(Int32Array.of(2, 4, 6));
    expect(found.settings.sheet).toBe('Sales');
  });

  it('finds the table below a title, and tells rows by their number in the sheet', async () => {
    const title: SheetData = [[{ value: 'Sales of 2024', type: String }], []];
    const found = await importFile(await workbook('titled.xlsx', [{ sheet: 'Sales', data: [...title, header, ...body] }]));
    expect(found.settings).toMatchObject({ skipLines: 2, header: true });
    expect(found.fileRows[0]).toBe(4);
    expect(values(found, 'units')).toEqual(values(await importFile(csv()), 'units'));
  });

  it('takes the sheet that is named, says which there are, and refuses another', async () => {
    const notes: SheetData = [[{ value: 'Read me', type: String }]];
    const path = await workbook('sheets.xlsx', [
      { sheet: 'Notes', data: notes },
      { sheet: 'Sales', data: [header, ...body] },
      { sheet: 'More', data: [header, ...body.slice(0, 20)] },
    ]);
    const first = await previewFile(path);
    expect(first).toMatchObject({ format: 'excel', sheets: ['Notes', 'Sales', 'More'], settings: { sheet: 'Sales' } });
    expect(first.guesses.find(({ field }) => field === 'sheet')).toMatchObject({ value: 'Sales', alternatives: ['Notes', 'More'] });
    expect((await importFile(path, { sheet: 'More' })).time.length).toBe(20);
    expect(await refusal(importFile(path, { sheet: 'Sale' }))).toMatchObject({
      code: 'unknown-sheet',
      message: expect.stringContaining('"Notes", "Sales", "More"') as string,
    });
  });

  it('keeps what was decided when the dataset is read again by its settings', async () => {
    const path = await workbook('again.xlsx', [{ sheet: 'Sales', data: [header, ...body] }]);
    const first = await importFile(path);
    expect(content(await importFile(path, first.settings))).toEqual(content(first));
  });

  it('refuses what is no workbook of today in a sentence of its own', async () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    expect((await refusal(importFile(write(ole, 'old.xls')))).code).toBe('old-workbook');
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]);
    expect(await refusal(importFile(write(locked, 'locked.xlsx')))).toMatchObject({
      code: 'encrypted-file',
      message: expect.stringContaining('protected by a password') as string,
    });
    const whole = await writeXlsxFile([{ sheet: 'A', data: [header, ...body] }]).toBuffer();
    expect((await refusal(importFile(write(whole.subarray(0, whole.length >> 1), 'cut.xlsx')))).code).toBe('damaged-workbook');
    expect((await refusal(importFile(csv(), { sheet: 'A' }))).code).toBe('not-a-workbook');
    for (const name of ['text.xlsx', 'text.parquet'])
      expect((await refusal(importFile(write(Buffer.from('day,sales\n2024-01-01,1\n'), name)))).code).toBe('misnamed-file');
  });
});
