import type { TableContent } from '../../base/chart/table.ts';

/** A table as a spreadsheet takes it from the clipboard: cells apart by tabs, which a cell cannot hold. */
export function tableText({ columns, rows }: Pick<TableContent, 'columns' | 'rows'>): string {
  return [columns, ...rows].map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}
