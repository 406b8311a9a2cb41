import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../engine/data/export-csv.ts';
import { previewFile } from '../../../engine/data/index.ts';
import { finding, read, refusal, values, write } from './files.ts';

const column = (...cells: string[]): string => `n;v\n${cells.map((cell, i) => `${i};"${cell}"`).join('\n')}\n`;

describe('numbers', () => {
  it.each([
    ['plain', ['1', '-2', '+3', '4.5', '.5', '6.', '1e3', '-2.5E-2', ' 7 ', '−8'], [1, -2, 3, 4.5, 0.5, 6, 1000, -0.025, 7, -8]],
    ['decimal comma', ['1,5', '-2,25', '3', '1000'], [1.5, -2.25, 3, 1000]],
    ['points in thousands, comma', ['1.234,5', '1.234.567,25', '7,5'], [1234.5, 1234567.25, 7.5]],
    ['commas in thousands, point', ['1,234.5', '1,234,567.25', '7.5'], [1234.5, 1234567.25, 7.5]],
    ['commas in thousands, no point', ['1,234', '987', '1,234,567'], [1234, 987, 1234567]],
    ['commas in thousands beside small numbers', ['1,234', '987', '12,500'], [1234, 987, 12500]],
    ['points in thousands, no comma', ['1.234.567', '2.345.678', '12'], [1234567, 2345678, 12]],
    ['blanks in thousands', ['1 234,5', '12 345,25', '7,5'], [1234.5, 12345.25, 7.5]],
    ['hard blanks in thousands', ['1\u00a0234,5', '12\u202f345,25', '7,5'], [1234.5, 12345.25, 7.5]],
    ['apostrophes in thousands', ["1'234.5", "12'345.25", '7.5'], [1234.5, 12345.25, 7.5]],
    ['Indian groups', ['1,23,456.5', '12,34,567.25', '7.5'], [123456.5, 1234567.25, 7.5]],
    ['three decimals with a point, one below 1', ['1.234', '0.987', '12.500'], [1.234, 0.987, 12.5]],
  ])('%s', async (_, cells, expected) => {
    const dataset = await read(column(...cells));
    expect(values(dataset, 'v')).toEqual(expected);
    expect(dataset.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('"1,234" everywhere is asked, not guessed', async () => {
    const text = column('1,234', '2,345', '3,456');
    const preview = await previewFile(write(text));
    expect(preview.guesses.find(({ field }) => field === 'decimal')).toMatchObject({ certain: false, value: '.', alternatives: [','] });
    const error = await refusal(read(text));
    expect(error.code).toBe('ambiguous-numbers');
    expect(error.message).toMatch(/"1,234"/);
    expect(error.details['flag']).toBe('--decimal');
    expect(values(await read(text, { decimal: ',' }), 'v')).toEqual([1.234, 2.345, 3.456]);
    expect(values(await read(text, { decimal: '.' }), 'v')).toEqual([1234, 2345, 3456]);
    expect(values(await read(text, { thousands: ',' }), 'v')).toEqual([1234, 2345, 3456]);
  });

  it('"1.234" everywhere is asked between semicolons, and plain between commas', async () => {
    const cells = ['1.234', '2.345', '3.456'];
    expect((await refusal(read(column(...cells)))).code).toBe('ambiguous-numbers');
    expect(values(await read(column(...cells), { decimal: ',' }), 'v')).toEqual([1234, 2345, 3456]);
    expect(values(await read(column(...cells), { decimal: '.' }), 'v')).toEqual([1.234, 2.345, 3.456]);
    expect(values(await read(column(...cells).replaceAll(';', ',')), 'v')).toEqual([1.234, 2.345, 3.456]);
  });

  it('that contradict the separators are missing, not another number', async () => {
    const dataset = await read(column('1,234.5', '2,345.5', '12,5', '1,2345', '7'));
    expect(values(dataset, 'v')).toEqual([1234.5, 2345.5, null, null, 7]);
    expect(finding(dataset, 'unreadable-value')).toEqual({ row: 4, column: 'v', count: 2, severity: 'warning' });
  });

  it('missing in many spellings', async () => {
    const cells = ['', 'NA', 'n/a', 'NaN', 'nan', 'NULL', 'None', '-', '?', '#N/A', ' ', '.', '--', '#DIV/0!'];
    const dataset = await read(column('1', ...cells, '2'));
    expect(values(dataset, 'v')).toEqual([1, ...cells.map(() => null), 2]);
    expect(finding(dataset, 'unreadable-value')).toBeUndefined();
    expect(finding(dataset, 'missing-values')).toMatchObject({ row: 3, column: 'v', count: cells.length });
  });

  it('missing as the user spells it', async () => {
    const dataset = await read(column('1', '-999', 'na', '2'), { missing: ['-999'] });
    expect(values(dataset, 'v')).toEqual([1, null, null, 2]);
    expect(finding(dataset, 'unreadable-value')).toMatchObject({ row: 4, count: 1 });
  });

  it('that are infinite are missing, and reported', async () => {
    const dataset = await read(column('1', 'inf', '-Infinity', '1e999', '∞', '2'));
    expect(values(dataset, 'v')).toEqual([1, null, null, null, null, 2]);
    expect(finding(dataset, 'infinite-value')).toEqual({ row: 3, column: 'v', count: 4, severity: 'warning' });
  });

  it('that are not: text is reported with its row and what it says', async () => {
    const dataset = await read(column('1', '2', 'closed', '4', '0x10', '6', '7'));
    expect(values(dataset, 'v')).toEqual([1, 2, null, 4, null, 6, 7]);
    expect(dataset.findings.find(({ code }) => code === 'unreadable-value')).toMatchObject({ row: 4, column: 'v', count: 2 });
    expect(dataset.findings.find(({ code }) => code === 'unreadable-value')?.message).toContain('"closed"');
  });

  it.each([
    ['$', ['$1.5', '-$2.5', '$3'], [1.5, -2.5, 3]],
    ['€', ['1,5 €', '2,5 €', '3 €'], [1.5, 2.5, 3]],
    ['%', ['12.5%', '13 %', ''], [12.5, 13, null]],
    ['kWh', ['5 kWh', '6.5 kWh', '7kWh'], [5, 6.5, 7]],
  ])('with the unit %s are read, and the unit is reported', async (unit, cells, expected) => {
    const dataset = await read(column(...cells));
    expect(values(dataset, 'v')).toEqual(expected);
    expect(dataset.findings.find(({ code }) => code === 'unit-removed')?.message).toContain(`"${unit}"`);
  });

  it('with different units are not read', async () => {
    const dataset = await read('n,w,v\n1,5 kW,1\n2,5000 W,2\n3,6 kW,3\n4,7000 W,4\n');
    expect(dataset.numeric.map(({ name }) => name)).not.toContain('w');
    expect(finding(dataset, 'mixed-units')).toMatchObject({ column: 'w', severity: 'warning' });
  });

  it('with one odd unit among many lose that one', async () => {
    const cells = Array.from({ length: 40 }, (_, i) => (i === 30 ? '5000 W' : `${i} kW`));
    const dataset = await read(column(...cells));
    expect(values(dataset, 'v')[30]).toBeNull();
    expect(values(dataset, 'v')[31]).toBe(31);
    expect(finding(dataset, 'unreadable-value')).toMatchObject({ row: 32, count: 1 });
  });

  it('of nines, far from the others, may mean "missing" and are pointed out', async () => {
    const dataset = await read(column('1', '-999', '5', '7', '-999', '3'));
    expect(finding(dataset, 'possible-missing')).toEqual({ row: null, column: 'v', count: 2, severity: 'warning' });
    expect(values(dataset, 'v')[1]).toBe(-999);
    expect(finding(await read(column('900', '999', '950', '999', '905')), 'possible-missing')).toBeUndefined();
  });

  it('that are codes stay text', async () => {
    const dataset = await read('date,zip,v\n2024-01-01,01234,1\n2024-01-02,98765,2\n2024-01-03,00001,3\n');
    expect(dataset.numeric.map(({ name }) => name)).toEqual(['v']);
    expect(dataset.text[0]?.labels).toEqual(['01234', '98765', '00001']);
  });

  it('that never change, or never come, are pointed out', async () => {
    const dataset = await read('date,a,b,v\n2024-01-01,3,,1\n2024-01-02,3,,2\n2024-01-03,3,,3\n');
    expect(finding(dataset, 'constant-column')).toMatchObject({ column: 'a' });
    expect(finding(dataset, 'all-missing')).toMatchObject({ column: 'b' });
    expect(dataset.columns.find(({ name }) => name === 'v')).toMatchObject({ observed: 3, missing: 0, min: 1, max: 3, mean: 2 });
  });

  it('go out and come in bit for bit', async () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(fc.array(double, { minLength: 2, maxLength: 40 }), async (sent) => {
        const text = csvLine(['n', 'v']) + sent.map((value, i) => csvLine([i * 3, value])).join('');
        const received = (await read(text, { decimal: '.', thousands: '', header: true })).numeric.find(({ name }) => name === 'v');
        expect(sent.every((value, i) => Object.is(value, received?.values[i]))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
