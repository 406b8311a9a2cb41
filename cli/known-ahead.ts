import type { DatasetSummary } from '../engine/protocol/data.ts';
import type { CommandContext } from './command.ts';

/** Rows at the end of a series that are looked at. */
const LOOKED_AT = 1000;

/** A column that ends before others of the same rows do. */
export interface KnownAhead {
  /** What ends, and how many rows before the end of the series its last value stands. */
  column: string;
  steps: number;
  /** The columns of amounts that have values in some of these rows. */
  known: string[];
}

/** What the file knows ahead, by the last rows of its first series: for each column of amounts that ends early, those that go on. */
export async function knownAhead({ client, signal }: CommandContext, dataset: DatasetSummary): Promise<KnownAhead[]> {
  const [series] = dataset.series;
  if (!series) return [];
  const limit = Math.min(LOOKED_AT, series.length);
  const { columns, rows } = await client.call(
    'data.rows',
    { datasetId: dataset.id, offset: series.offset + series.length - limit, limit },
    { signal },
  );
  const emptyAtEnd = (index: number): number => {
    let count = 0;
    while (count < rows.length && rows[rows.length - 1 - count]![index] === null) count++;
    return count;
  };
  const candidates = dataset.columns.flatMap(({ name, role }) => {
    const index = columns.indexOf(name);
    return role === 'value' && index >= 0 ? [{ name, empty: emptyAtEnd(index) }] : [];
  });
  return candidates.flatMap(({ name, empty }) => {
    if (empty === 0 || empty === rows.length) return [];
    const known = candidates.filter((other) => other.empty < empty).map((other) => other.name);
    return known.length === 0 ? [] : [{ column: name, steps: empty, known }];
  });
}

export function knownAheadText({ column, steps, known }: KnownAhead): string {
  return (
    `"${column}" ends ${steps} ${steps === 1 ? 'step' : 'steps'} before ${known.join(', ')}: to forecast it by what is known ahead, declare ` +
    `--future ${known.join(',')}`
  );
}
