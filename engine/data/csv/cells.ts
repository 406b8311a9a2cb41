import type { Resampling, ResampleRule } from '../../protocol/data.ts';
import type { ResampledRows } from '../time/resample.ts';
import type { FindingLog } from './findings.ts';
import type { TableBuilder } from './table.ts';

/** Columns before they are brought into the order of the index: a value and a line of the file for each row, or for each step. */
export interface Cells {
  numbers: Map<string, Float64Array>;
  texts: Map<string, { labels: string[]; codes: Int32Array }>;
  lines: Int32Array;
}

/** The cells of a table that was read to its end. */
export function cellsOf(table: TableBuilder): Cells {
  return {
    numbers: new Map(table.numbers.map(({ name, values }) => [name, values.view()])),
    texts: new Map(
      table.texts
        .filter(({ dropped }) => !dropped)
        .map(({ name, values }) => [name, { labels: values.labels, codes: values.codes.view() }]),
    ),
    lines: table.lines.view(),
  };
}

/**
 * One value for each step that has rows, by the rule of its column over the observed cells; missing where none is. A text stays where
 * all rows of a step agree. The line is that of a step's first row.
 */
export function resampleCells(cells: Cells, { order, from, to }: ResampledRows, { rules }: Resampling, log: FindingLog): Cells {
  const line = (b: number): number => cells.lines[order[from[b]!]!]!;
  const numbers = new Map<string, Float64Array>();
  for (const [name, values] of cells.numbers) {
    const combine = RULES[rules[name] ?? 'last'];
    const combined = new Float64Array(from.length);
    let partly = 0;
    let first = 0;
    for (let b = 0; b < from.length; b++) {
      const observed: number[] = [];
      for (let at = from[b]!; at < to[b]!; at++) {
        const value = values[order[at]!]!;
        if (!Number.isNaN(value)) observed.push(value);
      }
      combined[b] = observed.length === 0 ? Number.NaN : combine(observed);
      if (observed.length > 0 && observed.length < to[b]! - from[b]! && partly++ === 0) first = line(b);
    }
    numbers.set(name, combined);
    if (partly > 0 && rules[name] === 'sum') noteMissingParts(name, first, partly, log);
  }
  const texts: Cells['texts'] = new Map();
  for (const [name, { labels, codes }] of cells.texts) {
    const agreed = Int32Array.from(from, (start, b) => {
      const code = codes[order[start]!]!;
      return order.subarray(start, to[b]).every((row) => codes[row] === code) ? code : -1;
    });
    texts.set(name, { labels, codes: agreed });
  }
  return { numbers, texts, lines: Int32Array.from(from, (_, b) => line(b)) };
}

/** Of at least one value, in order of time. */
const RULES: Record<ResampleRule, (values: readonly number[]) => number> = {
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  first: (values) => values[0]!,
  last: (values) => values[values.length - 1]!,
  min: (values) => values.reduce((a, b) => Math.min(a, b)),
  max: (values) => values.reduce((a, b) => Math.max(a, b)),
};

function noteMissingParts(column: string, row: number, count: number, log: FindingLog): void {
  const message = `Some cells of "${column}" are missing in the step that begins with row ${row}; its sum is of the others alone.`;
  const advice = 'Fill the cells in the file, or use the mean, if a sum must be complete.';
  log.add({ code: 'incomplete-sum', severity: 'warning', message, advice, row, column }, count);
}
