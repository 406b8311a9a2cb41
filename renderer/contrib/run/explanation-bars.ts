import type { ImportanceReport, SaliencyReport } from '../../../engine/protocol/explanation.ts';
import type { Bar } from '../../base/chart/bars.ts';
import { formatNumber } from '../../base/format.ts';
import { t } from './messages.ts';

/** A bar a covariate: how much the loss grows without it. */
export function importanceBars({ covariates }: Pick<ImportanceReport, 'covariates'>): Bar[] {
  return covariates.map(({ column, mean, deviation }) => ({
    label: column,
    value: mean,
    deviation,
    text: t('plusMinus', { value: formatNumber(mean), deviation: formatNumber(deviation) }),
  }));
}

/** A bar a stretch of the context, oldest first: how far the forecast moves without it, as a mean of sizes over the horizon. */
export function saliencyBars(
  { segments, columns, horizon }: Pick<SaliencyReport, 'segments' | 'columns' | 'horizon'>,
  column: string,
): Bar[] {
  const moves = columns.find((one) => one.column === column)?.moves;
  if (!moves) return [];
  return segments.map(({ from, to }, row) => {
    const steps = moves.subarray(row * horizon, (row + 1) * horizon);
    const value = steps.reduce((sum, move) => sum + Math.abs(move), 0) / horizon;
    const label = from - to === 1 ? t('stretchOne', { count: from }) : t('stretch', { from, to: to + 1 });
    return { label, value, text: Number.isNaN(value) ? t('undefined') : formatNumber(value) };
  });
}
