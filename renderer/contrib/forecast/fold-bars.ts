import type { FoldReport } from '../../../engine/protocol/forecasts.ts';
import { formatNumber, formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

export interface FoldBar {
  index: number;
  /** Percent of the height that all bars share. */
  height: number;
  naive: number;
  better: boolean;
  value: string;
  heading: string;
  label: string;
  sentence: string;
}

/** A bar a fold, its error and that of seasonal naive on one scale from zero. */
export function foldBars({ folds, measure }: Pick<FoldReport, 'folds' | 'measure'>, moment: (time: number) => string): FoldBar[] {
  const most =
    folds
      .flatMap(({ error, naiveError }) => [error, naiveError])
      .filter(Number.isFinite)
      .reduce((a, b) => Math.max(a, b), 0) || 1;
  const share = (value: number): number => (Number.isFinite(value) ? (100 * value) / most : 0);
  return folds.map(({ fold, time, error, naiveError, coverage80 }, index) => {
    const about = {
      fold: fold + 1,
      time: moment(time[0] ?? Number.NaN),
      measure,
      error: formatNumber(error),
      naive: formatNumber(naiveError),
    };
    const coverage = coverage80 === null ? '' : t('foldCoverage', { share: formatPercent(coverage80) });
    return {
      index,
      height: share(error),
      naive: share(naiveError),
      better: error < naiveError,
      value: formatNumber(error),
      heading: t('foldOf', about),
      label: `${t('foldLabel', about)}, ${t(error < naiveError ? 'foldBetter' : 'foldWorse')}`,
      sentence: t('foldSentence', { ...about, coverage }),
    };
  });
}
