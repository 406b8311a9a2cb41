/** What stands in a cell. */
import { formatDuration, formatMeasure, formatNumber, formatPercentColumn } from '../../base/format.ts';
import { locale } from '../../base/language.ts';
import type { CellValue, RunColumn } from './columns.ts';
import type { Delta } from './deltas.ts';
import { t } from './messages.ts';

const moments = new Map<string, Intl.DateTimeFormat>();

/** A moment in the time of this computer, for it says when somebody worked here. */
function formatMoment(epoch: number): string {
  const tag = locale();
  const format =
    moments.get(tag) ??
    new Intl.DateTimeFormat(tag, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  moments.set(tag, format);
  return Number.isNaN(epoch) ? t('missing') : format.format(epoch);
}

export function cellText({ kind, better }: Pick<RunColumn, 'kind' | 'better'>, value: CellValue): string {
  if (value === null) return t('missing');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') {
    if (kind === 'percent') return formatPercentColumn(value);
    if (kind === 'time') return formatMoment(value);
    if (kind === 'duration') return formatDuration(value);
    return better ? formatMeasure(value) : formatNumber(value);
  }
  return Array.isArray(value) ? value.join(', ') : String(value).replaceAll('\n', ' ');
}

/** The delta with its sign; the words are in `deltaTitle`, so that colour is never alone. */
export function deltaText({ kind }: Pick<RunColumn, 'kind'>, delta: Delta): string {
  if (delta.kind === 'none') return '';
  if (delta.kind === 'refused') return t('missing');
  const sign = delta.difference > 0 ? '+' : delta.difference < 0 ? '−' : '±';
  const size = Math.abs(delta.difference);
  return `${sign}${kind === 'percent' ? t('percentPoints', { points: formatNumber(size * 100) }) : formatNumber(size)}`;
}

export function deltaTitle(column: Pick<RunColumn, 'kind' | 'title'>, delta: Delta, baseline: string): string {
  if (delta.kind === 'none') return '';
  if (delta.kind === 'refused') return t('notComparable', { baseline, reason: delta.reason });
  return t(`${delta.sense}Than`, { baseline, delta: deltaText(column, delta) });
}
