import type { ImportanceReport, SaliencyReport } from '../../../engine/protocol/explanation.ts';
import type { Bar } from '../../base/chart/bars.ts';
import { formatNumber } from '../../base/format.ts';
import { covariateName, kindOf } from '../../platform/covariates/covariate-kinds.ts';
import { t } from './messages.ts';

/** A bar a covariate: how much the loss grows without it, at one step ahead (from 0) or over all of them. The order is that over all. */
export function importanceBars({ covariates }: Pick<ImportanceReport, 'covariates'>, step: number | null): Bar[] {
  return covariates.map(({ kind, column, ...over }) => {
    const mean = step === null ? over.mean : (over.byStep[step] ?? Number.NaN);
    const deviation = step === null ? over.deviation : (over.deviationByStep[step] ?? Number.NaN);
    return {
      label: covariateName({ kind, column }),
      kind: kindOf(kind),
      value: mean,
      deviation,
      text: t('plusMinus', { value: formatNumber(mean), deviation: formatNumber(deviation) }),
    };
  });
}

/** A sentence a covariate that could not be weighed: why. */
export function unweighedTexts({ unweighed }: Pick<ImportanceReport, 'unweighed'>): string[] {
  return unweighed.map(({ kind, column, cause }) => {
    const name = covariateName({ kind, column });
    return cause === 'one-series' ? t('unweighedOneSeries', { name }) : t('unweighedAlike', { name });
  });
}

/** A bar a stretch of the context, oldest first, and of a column known ahead one for the steps ahead: how far the forecast moves without it, as a mean of sizes over the horizon. */
export function saliencyBars(
  { segments, columns, horizon }: Pick<SaliencyReport, 'segments' | 'columns' | 'horizon'>,
  column: string,
): Bar[] {
  const found = columns.find((one) => one.column === column);
  if (!found) return [];
  const bar = (label: string, moves: Float64Array): Bar => {
    const value = moves.reduce((sum, move) => sum + Math.abs(move), 0) / horizon;
    return { label, value, text: Number.isNaN(value) ? t('undefined') : formatNumber(value) };
  };
  const bars = segments.map(({ from, to }, row) => {
    const label = from - to === 1 ? t('stretchOne', { count: from }) : t('stretch', { from, to: to + 1 });
    return bar(label, found.moves.subarray(row * horizon, (row + 1) * horizon));
  });
  return found.ahead === null ? bars : [...bars, bar(t('stretchAhead', { count: horizon }), found.ahead)];
}
