/** The numbers behind a picture, as text for the table below it. */

import type { ChartText } from './text.ts';

export interface TableContent {
  columns: string[];
  rows: string[][];
  /** What the table leaves out. */
  note: string | null;
}

export const tableLimit = 500;

/** The first rows up to the limit, with a note where there are more. */
export function limitedTable(columns: string[], count: number, row: (index: number) => string[], text: ChartText): TableContent {
  const shown = Math.min(count, tableLimit);
  return {
    columns,
    rows: Array.from({ length: shown }, (_, index) => row(index)),
    note: shown < count ? text.tableLimited(shown, count) : null,
  };
}
