import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** A file that is not what its reader expects: the message names file and line. */
export class MalformedFile extends Error {
  constructor(path: string, line: number, problem: string) {
    super(`${path}, line ${line}: ${problem}`);
    this.name = 'MalformedFile';
  }
}

/** The rows of a CSV file, ragged as they are; row i stands in line i + 1. */
export function readRows(path: string): string[][] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new MalformedFile(path, 0, `it cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  // The delimiter is fixed: with few columns it could be guessed wrong.
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' });
  if (errors[0]) throw new MalformedFile(path, (errors[0].row ?? 0) + 1, `${errors[0].message}.`);
  if (data.length < 2) throw new MalformedFile(path, 1, 'expected a header and at least one row.');
  return data;
}

/** Numbers of one row's cells, NaN for an empty cell or NA; what is missing at the end is not there. */
export function toNumbers(cells: readonly string[], path: string, line: number): Float64Array {
  let length = cells.length;
  while (length > 0 && isGap(cells[length - 1]!)) length--;
  return Float64Array.from({ length }, (_, i) => {
    const cell = cells[i]!.trim();
    const value = isGap(cell) ? Number.NaN : Number(cell);
    if (!isGap(cell) && !Number.isFinite(value)) throw new MalformedFile(path, line, `expected a number but received "${cell}".`);
    return value;
  });
}

function isGap(cell: string): boolean {
  const trimmed = cell.trim();
  return trimmed === '' || trimmed === 'NA' || trimmed === 'NaN';
}
