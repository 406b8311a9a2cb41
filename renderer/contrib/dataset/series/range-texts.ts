import { DateTime } from 'luxon';
import type { DatasetSummary, FrequencyUnit } from '../../../../engine/protocol/data.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';

/** Steps of a day and longer: their rows are named by dates. */
const dated: ReadonlySet<FrequencyUnit> = new Set(['day', 'business-day', 'week', 'month', 'quarter', 'year']);

/** A position as the engine reads it back: a row number; a date; or date and time with their offset. */
function positionText(
  { hasTime, frequency, settings }: Pick<DatasetSummary, 'hasTime' | 'frequency' | 'settings'>,
  position: number,
): string {
  if (!hasTime) return String(position);
  const moment = DateTime.fromMillis(position, { zone: settings.time.zone || 'UTC' });
  const midnight = moment.toMillis() === moment.startOf('day').toMillis();
  const text = dated.has(frequency.unit) && midnight ? moment.toISODate() : moment.toISO({ suppressMilliseconds: true });
  return text ?? new Date(position).toISOString();
}

/** The first and the last row of a series in a stretch of the chart, as the fields of a training take them; the stretch itself where it has none. */
export async function rangeTexts(
  engine: Pick<EngineService, 'call'>,
  dataset: DatasetSummary,
  range: { from: number; to: number },
  { seriesId, column }: { seriesId: string; column: string },
): Promise<{ from: string; to: string }> {
  const { first, rows } = await engine.call('data.statistics', { datasetId: dataset.id, seriesId, column, from: range.from, to: range.to });
  if (rows === 0) return { from: positionText(dataset, range.from), to: positionText(dataset, range.to) };
  const offset = dataset.series.find(({ id }) => id === seriesId)?.offset ?? 0;
  const textOf = async (row: number, otherwise: number): Promise<string> => {
    if (!dataset.hasTime) return String(row - offset);
    const page = await engine.call('data.rows', { datasetId: dataset.id, offset: row, limit: 1 });
    const place = page.columns.findIndex((name) => dataset.columns.find((known) => known.name === name)?.type === 'time');
    const time = page.rows[0]?.[place];
    return positionText(dataset, typeof time === 'number' ? time : otherwise);
  };
  const [from, to] = await Promise.all([textOf(first, range.from), textOf(first + rows - 1, range.to)]);
  return { from, to };
}
