/** The numbers behind a picture, as text for the table below it. */

import type { ChartText } from './text.ts';

export interface TableContent {
  columns: string[];
  rows: string[][];
  /** What the table leaves out. */
  note: string | null;
  /** Every row, numbers in full precision, for a file; left out: the rows are all there is. */
  all?: () => Array<Array<string | number>>;
  /** What even `all` does not hold. */
  thinned?: string | undefined;
}

export const tableLimit = 500;

/** The first rows up to the limit, with a note where there are more; `full`, a row in full precision, for the file that holds all of them. */
export function limitedTable(
  columns: string[],
  count: number,
  row: (index: number) => string[],
  text: ChartText,
  full: (index: number) => Array<string | number> = row,
): TableContent {
  const shown = Math.min(count, tableLimit);
  return {
    columns,
    rows: Array.from({ length: shown }, (_, index) => row(index)),
    note: shown < count ? text.tableLimited(shown, count) : null,
    all: () => Array.from({ length: count }, (_, index) => full(index)),
  };
}
