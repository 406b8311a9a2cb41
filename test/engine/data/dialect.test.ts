import { describe, expect, it } from 'vitest';
import { previewFile } from '../../../engine/data/index.ts';
import { dates, finding, lines, read, refusal, values, write } from './files.ts';

const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'];
const table = (separator: string): string =>
  ['date', 'a', 'b'].join(separator) + '\n' + days.map((day, i) => [day, i + 0.5, 10 * i].join(separator)).join('\n');

describe('delimiter', () => {
  it.each([
    [',', ','],
    [';', ';'],
    ['\t', '\t'],
    ['|', '|'],
    [' ', ' '],
    ['   ', ' +'],
  ])('%j', async (separator, expected) => {
    const dataset = await read(table(separator));
    expect(dataset.settings.delimiter).toBe(expected);
    expect(values(dataset, 'a')).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(values(dataset, 'b')).toEqual([0, 10, 20, 30]);
    expect(dates(dataset)).toEqual(days);
  });

  it('a semicolon, where commas are decimal', async () => {
    const dataset = await read('Datum;Wert;Menge\n01.12.2023;1,5;10\n13.12.2023;2,25;20\n25.12.2023;3,75;30\n');
    expect(dataset.settings).toMatchObject({ delimiter: ';', decimal: ',', thousands: '' });
    expect(values(dataset, 'Wert')).toEqual(expect.arrayContaining([1.5, 2.25, 3.75]));
  });

  it('a comma, where texts hold semicolons and dates hold blanks', async () => {
    const dataset = await read('when,note,v\n2024-01-01 00:00,a; b; c,1\n2024-01-01 01:00,d; e; f,2\n2024-01-01 02:00,g; h; i,3\n');
    expect(dataset.settings.delimiter).toBe(',');
    expect(values(dataset, 'v')).toEqual([1, 2, 3]);
  });

  it('comma and blank, before quotation marks', async () => {
    const dataset = await read('date, "v, x"\n2024-01-01, "1"\n2024-01-02, "2"\n2024-01-03, "3"\n');
    expect(values(dataset, 'v, x')).toEqual([1, 2, 3]);
  });

  it('says why, with the value that the settings take', async () => {
    const preview = await previewFile(write(table(';')));
    expect(preview.guesses.find(({ field }) => field === 'delimiter')).toMatchObject({ value: ';', certain: true });
    expect(preview.guesses.find(({ field }) => field === 'delimiter')?.reason).toMatch(/semicolon splits 5 lines into 3 cells/);
  });

  it('takes what the user says', async () => {
    const dataset = await read('a;b\n1,5;2\n3,7;4\n', { delimiter: ',' });
    expect(dataset.settings.delimiter).toBe(',');
  });
});

describe('quotation marks', () => {
  it('hold delimiters, line breaks and doubled marks, and rows keep their line', async () => {
    const dataset = await read('date,note,v\n2024-01-01,"a, ""b""\nc",1\n2024-01-02,x,2\n2024-01-03,"y\n\nz",oops\n2024-01-04,,4\n');
    expect(values(dataset, 'v')).toEqual([1, 2, null, 4]);
    expect([...dataset.fileRows]).toEqual([2, 4, 5, 8]);
    expect(dataset.text[0]?.labels).toEqual(['a, "b"\nc', 'x', 'y\n\nz']);
    expect(finding(dataset, 'unreadable-value')).toEqual({ row: 5, column: 'v', count: 1, severity: 'warning' });
  });

  it('can be single', async () => {
    const dataset = await read("date,'v, w'\n2024-01-01,'1'\n2024-01-02,'2'\n2024-01-03,'3'\n");
    expect(dataset.settings.quote).toBe("'");
    expect(values(dataset, 'v, w')).toEqual([1, 2, 3]);
  });

  it.each([
    ['after text', '2024-01-02,x"y,2', 3],
    ['before text', '2024-01-02,"x"y,2', 3],
    ['doubled at the start', '2024-01-02,""x",2', 3],
  ])('out of place (%s) are reported with their row', async (_, row, line) => {
    const dataset = await read(`date,note,v\n2024-01-01,"a",1\n${row}\n2024-01-03,"b",3\n`);
    expect(finding(dataset, 'stray-quote')).toMatchObject({ row: line });
  });

  it('left open are an error with the row in which they open', async () => {
    const dataset = await read('date,v,note\n2024-01-01,1,a\n2024-01-02,2,b\n2024-01-03,3,"c\n2024-01-04,4,d\n');
    expect(finding(dataset, 'unterminated-quote')).toMatchObject({ row: 4, severity: 'error' });
  });
});

describe('lines', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['LF', '\n'],
  ])('end in %s', async (_, end) => {
    const dataset = await read(['date,v', '2024-01-01,1', '2024-01-02,2', '2024-01-03,3', ''].join(end));
    expect(values(dataset, 'v')).toEqual([1, 2, 3]);
    expect(dataset.columns.map(({ name }) => name)).toEqual(['date', 'v']);
    expect([...dataset.fileRows]).toEqual([2, 3, 4]);
  });

  it('end in a mixture', async () => {
    const dataset = await read('date,v\r\n2024-01-01,1\n2024-01-02,2\r\n2024-01-03,3');
    expect(values(dataset, 'v')).toEqual([1, 2, 3]);
  });

  it('that are blank count as lines, not as rows', async () => {
    const dataset = await read('date,v\n\n2024-01-01,1\n \n2024-01-02,2\n,\n2024-01-03,3\n\n\n');
    expect(values(dataset, 'v')).toEqual([1, 2, 3]);
    expect([...dataset.fileRows]).toEqual([3, 5, 7]);
  });

  it('of a single column that are blank are missing values, but at the end', async () => {
    const dataset = await read('v\n1\n\n3\n4\n\n');
    expect(values(dataset, 'v')).toEqual([1, null, 3, 4]);
    expect([...dataset.fileRows]).toEqual([2, 3, 4, 5]);
  });

  it('that are too short keep what they have, and are reported', async () => {
    const dataset = await read('date,a,b\n2024-01-01,1,2\n2024-01-02,3\n2024-01-03,5,6\n');
    expect(values(dataset, 'a')).toEqual([1, 3, 5]);
    expect(values(dataset, 'b')).toEqual([2, null, 6]);
    expect(finding(dataset, 'short-row')).toEqual({ row: 3, column: null, count: 1, severity: 'warning' });
  });

  it('that are too long lose their values: a decimal comma may have shifted them', async () => {
    const dataset = await read('date,a,b\n2024-01-01,1,2\n2024-01-02,3,4,5\n2024-01-03,5,6\n');
    expect(values(dataset, 'a')).toEqual([1, null, 5]);
    expect(finding(dataset, 'long-row')).toEqual({ row: 3, column: null, count: 1, severity: 'warning' });
  });

  it('that all end with a delimiter are whole', async () => {
    const dataset = await read('date,a\n2024-01-01,1,\n2024-01-02,3,\n2024-01-03,5,\n');
    expect(values(dataset, 'a')).toEqual([1, 3, 5]);
    expect(finding(dataset, 'long-row')).toBeUndefined();
    expect(finding(dataset, 'header-short')).toMatchObject({ row: 1 });
  });
});

describe('header', () => {
  it('may be missing', async () => {
    const dataset = await read('2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n');
    expect(dataset.settings.header).toBe(false);
    expect(values(dataset, 'column_2')).toEqual([1, 2, 3]);
    expect(finding(dataset, 'no-header')).toBeDefined();
    expect([...dataset.fileRows]).toEqual([1, 2, 3]);
  });

  it('may be missing above plain numbers', async () => {
    const dataset = await read('5\n7\n6\n8\n');
    expect(values(dataset, 'column_1')).toEqual([5, 7, 6, 8]);
    expect(dataset.hasTime).toBe(false);
    expect([...dataset.time]).toEqual([1, 2, 3, 4]);
  });

  it('comes after lines of another shape, which are counted', async () => {
    const dataset = await read('Report of the plant\nStation,North\n\ndate,a,b\n2024-01-01,1,2\n2024-01-02,3,4\n2024-01-03,5,6\n');
    expect(dataset.settings.skipLines).toBe(3);
    expect(values(dataset, 'b')).toEqual([2, 4, 6]);
    expect([...dataset.fileRows]).toEqual([5, 6, 7]);
    expect(finding(dataset, 'preamble-skipped')).toMatchObject({ row: 1, count: 2 });
  });

  it('comes after comments', async () => {
    const dataset = await read('# made by "x\n# y\ndate,a\n2024-01-01,1\n2024-01-02,3\n');
    expect(dataset.settings.skipLines).toBe(2);
    expect(values(dataset, 'a')).toEqual([1, 3]);
  });

  it('stands above a row of units, which is no data', async () => {
    const dataset = await read('date,power,temp\n-,(kW),(°C)\n2024-01-01,1,2\n2024-01-02,3,4\n2024-01-03,5,6\n');
    expect(values(dataset, 'power')).toEqual([1, 3, 5]);
    expect(finding(dataset, 'missing-time')).toMatchObject({ row: 2 });
  });

  it('is not the first row of data, even one without a date', async () => {
    const dataset = await read('date,v\nNaT,1\n2024-01-02,2\n2024-01-03,3\n');
    expect(values(dataset, 'v')).toEqual([2, 3]);
    expect(finding(dataset, 'missing-time')).toMatchObject({ row: 2 });
    const broken = await read('date,v\n2024-01-01,oops\n2024-01-02,2\n2024-01-03,3\n');
    expect(values(broken, 'v')).toEqual([null, 2, 3]);
  });

  it('gets distinct names', async () => {
    const dataset = await read('date,v,v,,v_2\n2024-01-01,1,2,3,4\n2024-01-02,1,2,3,5\n');
    expect(dataset.columns.map(({ name }) => name)).toEqual(['date', 'v', 'v_2', 'column_4', 'v_2_2']);
    expect(finding(dataset, 'name-repeated')).toMatchObject({ column: 'v_2' });
  });

  it('of R lacks the name of the row labels', async () => {
    const dataset = await read('date,v\n1,2024-01-01,5\n2,2024-01-02,6\n3,2024-01-03,7\n');
    expect(values(dataset, 'v')).toEqual([5, 6, 7]);
    expect(finding(dataset, 'header-short')).toMatchObject({ row: 1, severity: 'warning' });
  });

  it('is where the user says', async () => {
    const path = lines('a,b', '1,2', '3,4', '5,6');
    const preview = await previewFile(path, { skipLines: 1 });
    expect(preview.settings).toMatchObject({ skipLines: 1, header: false });
    expect(preview.sample[0]).toEqual(['1', '2']);
    const stated = await previewFile(path, { skipLines: 1, header: true });
    expect(stated.header).toEqual(['1', '2']);
    expect(stated.sample[0]).toEqual(['3', '4']);
  });
});

describe('encoding', () => {
  const text = 'Datum;Größe\n2024-01-01;1\n2024-01-02;2\n2024-01-03;3\n';
  const utf16be = Buffer.from(text, 'utf16le').swap16();
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 BE', utf16be, 'utf-16be'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    const dataset = await read(bytes);
    expect(dataset.settings.encoding).toBe(encoding);
    expect(values(dataset, 'Größe')).toEqual([1, 2, 3]);
    expect(dataset.bytes).toBe(bytes.length);
  });

  it('reads the sign of the euro from Windows-1252', async () => {
    const dataset = await read(Buffer.from([...Buffer.from('date,v '), 0x80, ...Buffer.from('\n2024-01-01,1\n2024-01-02,2\n')]));
    expect(values(dataset, 'v €')).toEqual([1, 2]);
  });

  it('reports letters that are not of the encoding', async () => {
    const dataset = await read(Buffer.from('date,v\xe9\n2024-01-01,1\n2024-01-02,2\n', 'latin1'), { encoding: 'utf-8' });
    expect(finding(dataset, 'damaged-text')).toBeDefined();
  });
});

describe('a stated setting', () => {
  it('about a column that is not there is refused by name', async () => {
    const error = await refusal(read('date,v\n2024-01-01,1\n2024-01-02,2\n', { columns: [{ name: 'w', role: 'value' }] }));
    expect(error.code).toBe('unknown-column');
    expect(error.message).toContain('"w"');
  });
});
