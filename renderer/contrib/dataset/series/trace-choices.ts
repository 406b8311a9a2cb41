/** Which series and columns are drawn, with which look and on which side. */
import type { DatasetSummary } from '../../../../engine/protocol/data.ts';
import { valueColumns } from '../../../platform/exploration/naming.ts';

export type Side = 'left' | 'right';

export interface TraceChoice {
  seriesId: string;
  column: string;
  /** Colour and dash; kept as long as the trace is. */
  slot: number;
  /** `auto`: by the size of its values beside the others'. */
  side: Side | 'auto';
  hidden: boolean;
}

/** More lines than this nobody tells apart. */
export const mostTraces = 12;
/** Values so many times larger or smaller than the first trace's go to the other side. */
const otherScale = 10;

export const traceKey = ({ seriesId, column }: Pick<TraceChoice, 'seriesId' | 'column'>): string => JSON.stringify([seriesId, column]);

const isSame = (a: Pick<TraceChoice, 'seriesId' | 'column'>, b: Pick<TraceChoice, 'seriesId' | 'column'>): boolean =>
  a.seriesId === b.seriesId && a.column === b.column;

/** With one more trace in the lowest free slot; unchanged where it is there already or there is no room. */
export function withTrace(choices: readonly TraceChoice[], wanted: Pick<TraceChoice, 'seriesId' | 'column'>): readonly TraceChoice[] {
  if (choices.length >= mostTraces || choices.some((choice) => isSame(choice, wanted))) return choices;
  let slot = 0;
  while (choices.some((choice) => choice.slot === slot)) slot++;
  return [...choices, { seriesId: wanted.seriesId, column: wanted.column, slot, side: 'auto', hidden: false }];
}

export function withoutTrace(choices: readonly TraceChoice[], key: string): readonly TraceChoice[] {
  return choices.filter((choice) => traceKey(choice) !== key);
}

export function changeTrace(choices: readonly TraceChoice[], key: string, change: Partial<TraceChoice>): readonly TraceChoice[] {
  return choices.map((choice) => (traceKey(choice) === key ? { ...choice, ...change } : choice));
}

/** Only this one is shown; where it is already the only one, all are. */
export function isolateTrace(choices: readonly TraceChoice[], key: string): readonly TraceChoice[] {
  const alone = choices.every((choice) => choice.hidden !== (traceKey(choice) === key));
  return choices.map((choice) => ({ ...choice, hidden: alone ? false : traceKey(choice) !== key }));
}

/** Without what the dataset does not hold; its first series and value column where nothing is left. */
export function fittingChoices(
  choices: readonly TraceChoice[],
  dataset: Pick<DatasetSummary, 'columns' | 'series'>,
): readonly TraceChoice[] {
  const columns = valueColumns(dataset);
  const ids = new Set(dataset.series.map(({ id }) => id));
  const fitting = choices.filter(({ seriesId, column }) => ids.has(seriesId) && columns.some(({ name }) => name === column));
  const [series, column] = [dataset.series[0], columns[0]];
  if (fitting.length > 0 || !series || !column) return fitting;
  return withTrace([], { seriesId: series.id, column: column.name });
}

/** The size of a column's values: the greatest distance from zero. */
export function columnSize({ columns }: Pick<DatasetSummary, 'columns'>, name: string): number {
  const column = columns.find((candidate) => candidate.name === name);
  return Math.max(Math.abs(column?.min ?? 0), Math.abs(column?.max ?? 0));
}

/**
 * The side of each trace that is drawn. Traces left to themselves stand at the left, but at the right where their values are ten times larger or
 * smaller than those of the first; where all would stand at the right, all stand at the left.
 */
export function proposeSides(choices: readonly TraceChoice[], size: (column: string) => number): Side[] {
  const reference = choices.find(({ side }) => side !== 'right');
  const first = reference ? size(reference.column) : 0;
  const sides = choices.map(({ side, column }): Side => {
    if (side !== 'auto') return side;
    const own = size(column);
    const far = first > 0 && own > 0 && (own / first >= otherScale || first / own >= otherScale);
    return far ? 'right' : 'left';
  });
  return sides.includes('left') ? sides : sides.map((): Side => 'left');
}
