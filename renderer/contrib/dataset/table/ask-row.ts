import type { DatasetSummary } from '../../../../engine/protocol/data.ts';
import type { Services } from '../../../platform/services.ts';
import { t } from './messages.ts';
import { readPlace } from './place-input.ts';

/** A row of a dataset that was asked for; without a row there is no such place, and `missing` says so. */
export interface FoundRow {
  row: number | null;
  missing: string;
}

type Asking = Pick<Services, 'engine' | 'quickInput'>;

/** The row that a line of the file became. */
export async function rowOfLine({ engine }: Pick<Asking, 'engine'>, { id }: DatasetSummary, line: number): Promise<FoundRow> {
  const { row } = await engine.call('data.locate', { datasetId: id, fileRow: line });
  return { row, missing: t('rowNotFound', { row: line }) };
}

/** Asks for a line of the file or a moment of the series, and finds its row; null where the user leaves it. */
export async function askRow(services: Asking, dataset: DatasetSummary, seriesId: string): Promise<FoundRow | null> {
  const { hasTime, settings } = dataset;
  const read = (typed: string): ReturnType<typeof readPlace> => readPlace(typed, { hasTime, zone: settings.time.zone });
  const typed = await services.quickInput.text({
    title: t('goTo'),
    placeholder: hasTime ? t('goToDate') : t('goToRow'),
    value: '',
    testid: 'go-to-input',
    validate: (value) => (read(value) ? null : hasTime ? t('goToUnreadable') : t('goToUnreadableRow')),
  });
  const place = typed === null ? null : read(typed);
  if (!place) return null;
  if ('fileRow' in place) return rowOfLine(services, dataset, place.fileRow);
  const { row } = await services.engine.call('data.locate', { datasetId: dataset.id, seriesId, time: place.time });
  return { row, missing: '' };
}
