import type { DatasetSummary, SeriesSummary } from '../../../engine/protocol/data.ts';
import type { TreeRow } from '../../base/tree/tree-row.ts';
import { passesFilter } from '../../base/tree/tree-search.ts';
import { seriesColumnName, seriesName, valueColumns, type SeriesColumn } from '../../platform/exploration/naming.ts';
import type { ShownLine } from '../../platform/exploration/series-charts.ts';

/** A dataset, one of its series where each has several columns, or one column of one series: what can be a line of a chart. */
export type SeriesNode =
  | { kind: 'dataset'; dataset: DatasetSummary }
  /** `shown`: how many of its columns the chart has. */
  | { kind: 'series'; dataset: DatasetSummary; series: SeriesSummary; shown: number }
  | { kind: 'line'; dataset: DatasetSummary; line: SeriesColumn; name: string; length: number; hidden: boolean };

export interface SeriesTreeState {
  /** Ids of the rows that are open; a filter opens what holds a hit. */
  open: ReadonlySet<string>;
  filter: string;
  /** The lines of the chart in view; undefined where no page shows the dataset: then nothing can be ticked. */
  linesOf: (datasetId: string) => readonly ShownLine[] | undefined;
}

type Row = TreeRow<SeriesNode>;

export const datasetRowId = (datasetId: string): string => `dataset:${datasetId}`;
const lineKey = ({ seriesId, column }: SeriesColumn): string => JSON.stringify([seriesId, column]);

/** Datasets, below each its series and, where there are several, their columns. A filter is looked for in all three names together. */
export function seriesRows(datasets: readonly DatasetSummary[], state: SeriesTreeState): Row[] {
  return datasets.flatMap((dataset) => rowsOf(dataset, state));
}

function rowsOf(dataset: DatasetSummary, { open, filter, linesOf }: SeriesTreeState): Row[] {
  const wanted = filter.trim();
  const columns = valueColumns(dataset);
  const lines = linesOf(dataset.id);
  const shown = new Map(lines?.map((line) => [lineKey(line), line]));
  const named = wanted === '' || passesFilter(dataset.name, wanted);
  const nested = dataset.series.length > 1 && columns.length > 1;
  const fits = ({ seriesId, column }: SeriesColumn): boolean => named || passesFilter(`${dataset.name} ${seriesId} ${column}`, wanted);

  const found = dataset.series.flatMap((series) => {
    const own = columns.map(({ name }) => ({ seriesId: series.id, column: name })).filter(fits);
    return own.length > 0 ? [{ series, own }] : [];
  });
  if (!named && found.length === 0) return [];
  const id = datasetRowId(dataset.id);
  const expanded = columns.length === 0 ? null : open.has(id) || !named;
  const head: Row = { id, level: 1, expanded, text: dataset.name, item: { kind: 'dataset', dataset } };
  if (!expanded) return [head];

  const lineRow = (line: SeriesColumn, series: SeriesSummary): Row => {
    const name = nested ? line.column : seriesColumnName(dataset, line);
    const there = shown.get(lineKey(line));
    return {
      id: `line:${dataset.id}:${lineKey(line)}`,
      level: nested ? 3 : 2,
      expanded: null,
      text: name,
      ...(lines && { checked: there !== undefined }),
      item: { kind: 'line', dataset, line, name, length: series.length, hidden: there?.hidden === true },
    };
  };
  if (!nested) return [head, ...found.flatMap(({ series, own }) => own.map((line) => lineRow(line, series)))];
  const seriesRow = ({ series, own }: (typeof found)[number]): Row[] => {
    const rowId = `series:${dataset.id}:${series.id}`;
    const isOpen = open.has(rowId) || !named;
    const count = own.filter((line) => shown.has(lineKey(line))).length;
    const row: Row = {
      id: rowId,
      level: 2,
      expanded: isOpen,
      text: seriesName(series.id),
      item: { kind: 'series', dataset, series, shown: count },
    };
    return isOpen ? [row, ...own.map((line) => lineRow(line, series))] : [row];
  };
  return [head, ...found.flatMap(seriesRow)];
}
