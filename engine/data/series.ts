/** Finds the column that tells the series of a long table apart: each time once per series. */

export interface IdCandidate {
  column: number;
  /** Code of each row's label; -1 where missing. */
  codes: Int32Array;
  labels: number;
}

export interface SeriesChoice {
  columns: number[];
  reason: string;
}

const ID_NAME =
  /(^|[_\s])(id|uid|key|code|store|item|sku|series|sensor|station|symbol|ticker|product|region|group|unique_id|meter|site|location)([_\s]|$)/i;

/** Whether the name of a column suggests that it tells series apart. */
export function isIdName(name: string): boolean {
  return ID_NAME.test(name);
}

/** Whether the rows of each label stand together, four or more to a label: a long table without times. */
export function isBlockwise(codes: Int32Array, labels: number): boolean {
  let changes = 0;
  for (let row = 1; row < codes.length; row += 1) if (codes[row] !== codes[row - 1]) changes += 1;
  return labels > 1 && changes === labels - 1 && codes.length >= 4 * labels && !codes.includes(-1);
}

/** Share of rows that may repeat a series and time and still count as accidents. */
const ACCIDENTS = 0.01;
/** Below this share of repeated times a table has one series. */
const REPEATED = 0.05;
/** About as many rows are compared; of more, all rows of some of the times. */
const COMPARED = 200_000;

/** The fewest columns, the leftmost first, with which hardly any time repeats; null where times do not repeat or none fits. */
export function findSeries(time: Float64Array, candidates: readonly IdCandidate[]): SeriesChoice | null {
  const rows = comparedRows(time);
  const alone = repeatedShare(time, rows, null);
  if (alone < REPEATED) return null;
  const limit = Math.min(ACCIDENTS, alone / 10);
  const usable = candidates.filter(({ labels }) => labels > 1 && labels <= time.length / 2);
  const percent = Math.round(alone * 100);
  for (const { column, codes } of usable) {
    if (repeatedShare(time, rows, (row) => codes[row]!) <= limit) {
      return { columns: [column], reason: `${percent} % of the times repeat, but not within one value of this column` };
    }
  }
  for (let a = 0; a < usable.length; a += 1) {
    for (let b = a + 1; b < usable.length; b += 1) {
      const [first, second] = [usable[a]!, usable[b]!];
      if (repeatedShare(time, rows, (row) => first.codes[row]! * second.labels + second.codes[row]!) <= limit) {
        const reason = `${percent} % of the times repeat, but not within one pair of values of the two id columns`;
        return { columns: [first.column, second.column], reason };
      }
    }
  }
  return null;
}

/** Rows with a time; in a long table those whose time falls into a fixed share of all, by its bits. */
function comparedRows(time: Float64Array): Int32Array {
  const every = Math.ceil(time.length / COMPARED);
  const bits = new Uint32Array(time.buffer, time.byteOffset, time.length * 2);
  const kept = new Int32Array(time.length);
  let count = 0;
  for (let row = 0; row < time.length; row += 1) {
    if (Number.isNaN(time[row]!)) continue;
    const hash = Math.imul(bits[2 * row]! ^ Math.imul(bits[2 * row + 1]!, 0x85ebca6b), 0x9e3779b1) >>> 8;
    if (hash % every === 0) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** Share of the rows whose time, together with their id, has been seen before. */
function repeatedShare(time: Float64Array, rows: Int32Array, id: ((row: number) => number) | null): number {
  const seen = new Map<number, Set<number>>();
  let repeated = 0;
  for (const row of rows) {
    const known = seen.get(time[row]!);
    const key = id === null ? 0 : id(row);
    if (known === undefined) seen.set(time[row]!, new Set([key]));
    else if (known.has(key)) repeated += 1;
    else known.add(key);
  }
  return rows.length === 0 ? 0 : repeated / rows.length;
}
