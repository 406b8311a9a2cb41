/** How the parts of a dataset are named wherever they are shown. */
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { momentFormatter } from '../../base/format.ts';
import { t } from './messages.ts';

/** One column of one series: a line of a chart. */
export interface SeriesColumn {
  seriesId: string;
  column: string;
}

/** Writes moments of a dataset. */
export function datasetMoments({ hasTime, frequency, settings }: DatasetSummary): (epoch: number) => string {
  return momentFormatter({ hasTime, frequency, zone: settings.time.zone });
}

export function seriesName(id: string): string {
  return id === '' ? t('unnamed') : id;
}

/** The columns whose values can be drawn. */
export function valueColumns({ columns }: Pick<DatasetSummary, 'columns'>): DatasetSummary['columns'] {
  return columns.filter((column) => column.role === 'value' && column.type === 'number');
}

/** By the column where there is one series, by the series where there is one column, else by both. */
export function seriesColumnName(dataset: Pick<DatasetSummary, 'columns' | 'series'>, { seriesId, column }: SeriesColumn): string {
  if (dataset.series.length === 1) return column;
  return valueColumns(dataset).length > 1 ? `${column}, ${seriesName(seriesId)}` : seriesName(seriesId);
}
