import type { ColumnSummary, DatasetSummary, SeriesSummary } from '../../../engine/protocol/data.ts';
import type { TreeRow } from '../../base/tree/tree-row.ts';
import { seriesName } from '../../platform/exploration/naming.ts';
import { t } from './messages.ts';

export type DataNode =
  | { kind: 'dataset'; dataset: DatasetSummary }
  | { kind: 'heading'; dataset: DatasetSummary; of: 'series' | 'columns'; count: number }
  | { kind: 'series'; dataset: DatasetSummary; series: SeriesSummary }
  | { kind: 'column'; dataset: DatasetSummary; column: ColumnSummary };

export interface DataTreeState {
  /** Ids of the rows that are open; `filter` opens what holds a hit. */
  open: ReadonlySet<string>;
  filter: string;
}

type Row = TreeRow<DataNode>;

const includes = (text: string, wanted: string): boolean => text.toLowerCase().includes(wanted);

/** Datasets, below each its series (where there are several) and its columns. */
export function dataRows(datasets: readonly DatasetSummary[], { open, filter }: DataTreeState): Row[] {
  const wanted = filter.trim().toLowerCase();
  return datasets.flatMap((dataset) => rowsOf(dataset, open, wanted));
}

function rowsOf(dataset: DatasetSummary, open: ReadonlySet<string>, wanted: string): Row[] {
  const named = wanted === '' || includes(dataset.name, wanted);
  const series = dataset.series.length > 1 ? dataset.series.filter(({ id }) => named || includes(id, wanted)) : [];
  const columns = dataset.columns.filter(({ name }) => named || includes(name, wanted));
  if (!named && series.length + columns.length === 0) return [];
  const id = `dataset:${dataset.id}`;
  const isOpen = (row: string): boolean => open.has(row) || !named;
  const rows: Row[] = [{ id, level: 1, expanded: isOpen(id), text: dataset.name, item: { kind: 'dataset', dataset } }];
  if (!isOpen(id)) return rows;
  if (series.length > 0) rows.push(...heading(dataset, 'series', series.length, isOpen), ...seriesRows(dataset, series, isOpen));
  if (columns.length > 0) {
    rows.push(...heading(dataset, 'columns', columns.length, isOpen));
    if (isOpen(headingId(dataset, 'columns'))) {
      rows.push(
        ...columns.map((column): Row => ({
          id: `column:${dataset.id}:${column.name}`,
          level: 3,
          expanded: null,
          text: column.name,
          item: { kind: 'column', dataset, column },
        })),
      );
    }
  }
  return rows;
}

const headingId = ({ id }: DatasetSummary, of: 'series' | 'columns'): string => `${of}:${id}`;

function heading(dataset: DatasetSummary, of: 'series' | 'columns', count: number, isOpen: (row: string) => boolean): Row[] {
  const id = headingId(dataset, of);
  return [
    {
      id,
      level: 2,
      expanded: isOpen(id),
      text: t(of === 'series' ? 'series' : 'tabColumns'),
      item: { kind: 'heading', dataset, of, count },
    },
  ];
}

function seriesRows(dataset: DatasetSummary, series: readonly SeriesSummary[], isOpen: (row: string) => boolean): Row[] {
  if (!isOpen(headingId(dataset, 'series'))) return [];
  return series.map((one): Row => ({
    id: `one:${dataset.id}:${one.id}`,
    level: 3,
    expanded: null,
    text: seriesName(one.id),
    item: { kind: 'series', dataset, series: one },
  }));
}
