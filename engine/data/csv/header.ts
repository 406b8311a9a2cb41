import { cellKind, columnKind, type CellKind } from './cell-kind.ts';
import { modalWidth } from './dialect.ts';

export interface TableStart {
  /** Index of the record that names the columns; null: there is none. */
  header: number | null;
  /** Index of the first record of data. */
  data: number;
  /** Columns of the data. */
  width: number;
  reason: string;
  certain: boolean;
}

/** Where the table begins: the last row of names before the first row that looks like data. */
export function findTableStart(records: readonly string[][], missing: ReadonlySet<string>): TableStart {
  const { columns: width } = modalWidth(records);
  const full = records.filter((record) => record.length === width);
  const kinds = Array.from({ length: width }, (_, i) =>
    columnKind(
      full.map((record) => record[i]!),
      missing,
    ),
  );
  const data = records.findIndex((record) => looksLikeData(record, kinds, missing));
  const names = (record: string[]): boolean => {
    const filled = record.filter((cell) => cell.trim() !== '').length;
    return record.length >= width - 1 && filled >= Math.max(1, width / 2);
  };
  if (data < 0) {
    const first = Math.max(0, records.findIndex(names));
    return { header: first, data: first + 1, width, reason: 'the first full row; no row holds numbers', certain: records.length < 2 };
  }
  let header: number | null = null;
  for (let i = data - 1; i >= 0 && header === null; i -= 1) if (names(records[i]!)) header = i;
  if (header === null) return { header: null, data, width, reason: 'the first row holds numbers or dates already', certain: true };
  const above = header - 1;
  if (above >= 0 && names(records[above]!) && records[above]!.length >= records[header]!.length && looksLikeUnits(records[header]!)) {
    return { header: above, data: header, width, reason: 'names above a row of units', certain: true };
  }
  return { header, data: header + 1, width, reason: 'names above rows of numbers or dates', certain: true };
}

/** A record is data where its time cell is a time or, where that is empty or there is none, at least half of its numbers are numbers. */
function looksLikeData(record: readonly string[], kinds: readonly CellKind[], missing: ReadonlySet<string>): boolean {
  let numbers = 0;
  let expected = 0;
  let times = 0;
  let missingTime = false;
  for (let i = 0; i < kinds.length && i < record.length; i += 1) {
    if (kinds[i] !== 'time' && kinds[i] !== 'number') continue;
    const kind = cellKind(record[i]!, missing);
    if (kinds[i] === 'time' && kind === 'time') times += 1;
    if (kinds[i] === 'time' && kind === 'missing') missingTime = true;
    if (kinds[i] !== 'number' || kind === 'missing') continue;
    expected += 1;
    if (kind === 'number') numbers += 1;
  }
  if (times > 0) return true;
  return numbers > 0 && numbers >= expected / 2 && (missingTime || !kinds.includes('time'));
}

/** Units stand in brackets, or leave a cell without one. */
function looksLikeUnits(record: readonly string[]): boolean {
  return record.some((cell) => /^\s*([-–]?|[([].*[)\]]|[°%]\p{L}?)\s*$/u.test(cell));
}
