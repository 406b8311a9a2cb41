/** Characters with which a spreadsheet starts a formula, also after blanks. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * One CSV line (RFC 4180, CRLF). Numbers are written so that reading them gives the same bits; NaN is an empty cell. A text that
 * a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvLine(cells: ReadonlyArray<string | number | null>): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
