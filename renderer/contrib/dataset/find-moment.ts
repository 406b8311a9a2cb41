import { DateTime } from 'luxon';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';

/** A moment as people type it: `2024`, `2024-03`, `2024-03-01`, `2024-03-01 12:30`, on the clock of the zone; null where it is none. */
export function parseMoment(text: string, zone: string): number | null {
  if (!/^\d{4}(-\d{1,2}(-\d{1,2}([ T]\d{1,2}(:\d{2}(:\d{2})?)?)?)?)?$/.test(text)) return null;
  const [date = '', clock] = text.split(/[ T]/);
  const day = date.split('-').map((part) => part.padStart(2, '0'));
  const time = clock?.split(':').map((part) => part.padStart(2, '0'));
  const moment = DateTime.fromISO([day.join('-'), ...(time ? [time.length === 1 ? `${time[0]}:00` : time.join(':')] : [])].join('T'), {
    zone: zone === '' ? 'UTC' : zone,
  });
  return moment.isValid ? moment.toMillis() : null;
}

/**
 * The line of the file for the first row of the first series at or after a moment; null where the series ends before.
 * A row that fills a gap is in no line: the next one counts then.
 */
export async function fileRowAt(engine: Pick<EngineService, 'call'>, dataset: DatasetSummary, moment: number): Promise<number | null> {
  const length = dataset.series[0]?.length ?? 0;
  let [low, high] = [0, length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { rows, columns } = await engine.call('data.rows', { datasetId: dataset.id, offset: middle, limit: 1 });
    const time = rows[0]?.[columns.findIndex((name) => dataset.columns.find((column) => column.name === name)?.type === 'time')];
    if (typeof time !== 'number') return null;
    if (time < moment) low = middle + 1;
    else high = middle;
  }
  const { fileRows } = await engine.call('data.rows', {
    datasetId: dataset.id,
    offset: low,
    limit: Math.max(1, Math.min(200, length - low)),
  });
  return low < length ? (fileRows.find((row) => row > 0) ?? null) : null;
}
