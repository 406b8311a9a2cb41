import { isMissing } from './missing.ts';
import { splitUnit } from './numbers.ts';

/** What a cell looks like at first sight, before formats are known. */
export type CellKind = 'missing' | 'number' | 'time' | 'text';

const NUMBER = /^[+\-−]?(\d[\d.,'\u00a0\u202f\u2009]*( \d{3}([.,]\d+)?)*|[.,]\d+)([eE][+-]?\d+)?$/u;
const TIME =
  /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ,].*)?|\d{4}[-/]\d{1,2}|\d{4}[-/: ]?[Qq][1-4]|[Qq][1-4][-/ ]\d{4}|\d{4}-?W\d{2}(-\d)?|\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?|\d{1,2}[-/. ]+\p{L}{3,9}[.,]?[-/ ]\d{2,4}(.*\d)?|\p{L}{3,9}[.,]?[-/ ](\d{1,2},?[-/ ])?\d{2,4}( .*)?|\d{8}[T ]\d{2}.*)$/u;

export function cellKind(cell: string, missing: ReadonlySet<string>): CellKind {
  if (isMissing(cell, missing)) return 'missing';
  const text = cell.trim();
  if (text.length > 60) return 'text';
  if (TIME.test(text)) return 'time';
  if (NUMBER.test(text)) return 'number';
  return /\d/.test(text) && splitUnit(text) !== null ? 'number' : 'text';
}

/** The kind of most cells of a column that are not missing, where it has at least `share` of them. */
export function columnKind(cells: readonly string[], missing: ReadonlySet<string>, share = 0.6): CellKind {
  const counts = { missing: 0, number: 0, time: 0, text: 0 };
  for (const cell of cells) counts[cellKind(cell, missing)] += 1;
  const present = cells.length - counts.missing;
  if (present === 0) return 'missing';
  if (counts.time >= present * share) return 'time';
  return counts.number >= present * share ? 'number' : 'text';
}
