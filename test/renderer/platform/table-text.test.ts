import { expect, it } from 'vitest';
import { limitedTable, tableLimit } from '../../../renderer/base/chart/table.ts';
import { english } from '../../../renderer/base/chart/text.ts';
import { tableCsv } from '../../../renderer/platform/charts/table-text.ts';

it('a file holds all rows of a table in full precision, gaps as empty cells', () => {
  const count = tableLimit + 2;
  const table = limitedTable(
    ['Step', 'a, b'],
    count,
    (index) => [String(index), 'rounded'],
    english,
    (index) => [index, index === 1 ? Number.NaN : 1 / 3],
  );
  expect(table.rows).toHaveLength(tableLimit);
  const lines = tableCsv(table).split('\r\n');
  expect(lines.slice(0, 3)).toEqual(['Step,"a, b"', `0,${1 / 3}`, '1,']);
  expect(lines).toHaveLength(count + 2);
});

it('a name is never run as a formula', () => {
  expect(tableCsv({ columns: ['=SUM(A1)'], rows: [['+1, 2']] })).toBe(`'=SUM(A1)\r\n"'+1, 2"\r\n`);
});
