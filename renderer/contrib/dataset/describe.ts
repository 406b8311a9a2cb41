import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { formatFrequency, momentFormatter } from '../../base/format.ts';
import { t } from './messages.ts';

/** Writes moments of a dataset. */
export function datasetMoments({ hasTime, frequency, settings }: DatasetSummary): (epoch: number) => string {
  return momentFormatter({ hasTime, frequency, zone: settings.time.zone });
}

/** One line about a dataset: how much, how often, from when to when. */
export function describeDataset(dataset: DatasetSummary): string {
  const start = Math.min(...dataset.series.map((series) => series.start));
  const end = Math.max(...dataset.series.map((series) => series.end));
  const moment = datasetMoments(dataset);
  return t('meta', {
    rows: t('rowCount', { count: dataset.rows }),
    series: t('seriesCount', { count: dataset.series.length }),
    frequency: formatFrequency(dataset.frequency),
    from: dataset.series.length > 0 ? moment(start) : '–',
    to: dataset.series.length > 0 ? moment(end) : '–',
  });
}

export function seriesName(id: string): string {
  return id === '' ? t('unnamed') : id;
}
