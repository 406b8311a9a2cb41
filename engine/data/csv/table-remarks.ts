import type { Remark } from './findings.ts';
import { MAX_LABELS } from './limits.ts';
import type { QuoteFault } from './records.ts';

/** What the table says of rows and cells that it could not take as they stand. */

export function shortRow(row: number, cells: number, width: number): Remark {
  return {
    code: 'short-row',
    severity: 'warning',
    message: `Row ${row} has ${cells} cells instead of ${width}; those at the end are taken as missing.`,
    advice: 'Check the row: if a delimiter is missing inside it, its values stand in the wrong columns.',
    row,
  };
}

export function longRow(row: number, cells: number, width: number): Remark {
  return {
    code: 'long-row',
    severity: 'warning',
    message: `Row ${row} has ${cells} cells instead of ${width}; as its values may stand in the wrong columns, they are taken as missing.`,
    advice: 'Correct the row: often a decimal comma or a delimiter in a text needs quotation marks.',
    row,
  };
}

export function missingTime(row: number, column: string): Remark {
  return {
    code: 'missing-time',
    severity: 'warning',
    message: `Row ${row} has no date and is left out.`,
    advice: 'Fill the date in the file.',
    row,
    column,
  };
}

export function unreadableTime(row: number, column: string, cell: string, formats: readonly string[]): Remark {
  return {
    code: 'unreadable-time',
    severity: 'warning',
    message: `"${shown(cell)}" in row ${row} is not a date written as ${formats.join(' or ')}; the row is left out.`,
    advice: 'Correct the date in the file, or state the date format.',
    row,
    column,
  };
}

export function unusableNumber(code: 'infinite-value' | 'unreadable-value', row: number, column: string, cell: string): Remark {
  return {
    code,
    severity: 'warning',
    message: `"${shown(cell)}" in row ${row} is not ${code === 'infinite-value' ? 'finite' : 'a number'} and taken as missing.`,
    advice: 'Correct the value in the file, or add its spelling to those that mean "missing".',
    row,
    column,
  };
}

export function manyLabels(column: string): Remark {
  return {
    code: 'text-dropped',
    severity: 'info',
    message: `The text column "${column}" has more than ${MAX_LABELS} different values and is not kept.`,
    advice: 'Nothing to do if it is not the series id.',
    column,
  };
}

export function quoteFault({ line, kind }: QuoteFault): Remark {
  const stray = kind === 'stray';
  return {
    code: stray ? 'stray-quote' : 'unterminated-quote',
    severity: stray ? 'warning' : 'error',
    message: stray
      ? `Row ${line} has a quotation mark that neither opens nor closes a cell; the cells of the row may be wrong.`
      : `A quotation mark that opens in row ${line} is never closed; everything after it became one cell.`,
    advice: 'Correct the quotation marks of the row.',
    row: line,
  };
}

export function damagedText(encoding: string): Remark {
  return {
    code: 'damaged-text',
    severity: 'warning',
    message: `Some characters are not valid ${encoding} and became "\uFFFD".`,
    advice: 'Choose another encoding, such as windows-1252.',
  };
}

function shown(cell: string): string {
  return cell.trim().slice(0, 60);
}
