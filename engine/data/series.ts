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

/** Share of rows that may repeat a series and time and still count as accidents. */
const ACCIDENTS = 0.01;
/** Below this share of repeated times a table has one series. */
const REPEATED = 0.05;

/** Share of rows whose time and codes have been seen before; rows without a time do not count. */
export function repeatedShare(time: Float64Array, ids: readonly Int32Array[]): number {
  const seen = new Set<string | number>();
  let repeated = 0;
  let counted = 0;
  for (let row = 0; row < time.length; row += 1) {
    const at = time[row]!;
    if (Number.isNaN(at)) continue;
    counted += 1;
    const key = ids.length === 0 ? at : `${at} ${ids.map((codes) => codes[row]).join(' ')}`;
    if (seen.has(key)) repeated += 1;
    else seen.add(key);
  }
  return counted === 0 ? 0 : repeated / counted;
}

/** The fewest columns, the leftmost first, with which hardly any time repeats; null where times do not repeat or none fits. */
export function findSeries(time: Float64Array, candidates: readonly IdCandidate[]): SeriesChoice | null {
  const alone = repeatedShare(time, []);
  if (alone < REPEATED) return null;
  const limit = Math.min(ACCIDENTS, alone / 10);
  const usable = candidates.filter(({ labels }) => labels > 1 && labels <= time.length / 2);
  const percent = Math.round(alone * 100);
  for (const { column, codes } of usable) {
    if (repeatedShare(time, [codes]) <= limit) {
      return { columns: [column], reason: `${percent} % of the times repeat, but not within one value of this column` };
    }
  }
  for (let a = 0; a < usable.length; a += 1) {
    for (let b = a + 1; b < usable.length; b += 1) {
      if (repeatedShare(time, [usable[a]!.codes, usable[b]!.codes]) <= limit) {
        const columns = [usable[a]!.column, usable[b]!.column];
        return { columns, reason: `${percent} % of the times repeat, but not within one pair of values of the two id columns` };
      }
    }
  }
  return null;
}
