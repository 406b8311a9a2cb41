import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { formatFrequency } from '../../base/format.ts';
import { datasetMoments } from '../../platform/exploration/naming.ts';
import { t } from './messages.ts';

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
