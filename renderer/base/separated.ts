/** Cells as text for other programs. */

/** One line of CSV (RFC 4180): quoted where a cell holds a separator, a quote or a line break. */
export function csvRow(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** One line as spreadsheets paste it: tabs between, and none inside a cell. */
export function tabbedRow(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
}
