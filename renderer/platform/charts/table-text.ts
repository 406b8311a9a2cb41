import type { TableContent } from '../../base/chart/table.ts';
import { csvRow } from '../../base/separated.ts';

/** A table as a spreadsheet takes it from the clipboard: cells apart by tabs, which a cell cannot hold. */
export function tableText({ columns, rows }: Pick<TableContent, 'columns' | 'rows'>): string {
  return [columns, ...rows].map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** All rows as CSV: numbers in full precision with a decimal point, a missing one empty; what a spreadsheet would run as a formula is text. */
export function tableCsv({ columns, rows, all }: Pick<TableContent, 'columns' | 'rows' | 'all'>): string {
  const cell = (value: string | number): string => {
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
    return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  };
  return [columns, ...(all?.() ?? rows)].map((cells) => `${csvRow(cells.map(cell))}\r\n`).join('');
}
