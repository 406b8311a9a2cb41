import type { CalibrationReport, ResidualReport } from '../../../engine/protocol/forecasts.ts';
import type { Column } from '../../base/chart/column-picture.ts';
import { formatChance, formatNumber, formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

/** How far coverage may be from its level and still be called right: test values of one fold are not independent. */
const ABOUT = 0.05;
/** Chance below which autocorrelations count as significant. */
const SIGNIFICANT = 0.05;

/** What the widest interval of the usual ones is worth, in one sentence. */
export function calibrationSentence({ intervals, points }: Pick<CalibrationReport, 'intervals' | 'points'>): string | null {
  const told = intervals.find(({ level }) => Math.abs(level - 0.8) < 1e-6) ?? intervals[0];
  if (!told || Number.isNaN(told.observed)) return null;
  const off = told.observed - told.level;
  const verdict = t(Math.abs(off) <= ABOUT ? 'aboutRight' : off < 0 ? 'tooNarrow' : 'tooWide');
  return t('calibrationOf', {
    points: t('points', { count: points }),
    share: formatPercent(told.observed),
    level: formatPercent(told.level),
    verdict,
  });
}

/** Whether the errors have anything left in them, in one sentence. */
export function residualSentence({ ljungBox }: Pick<ResidualReport, 'ljungBox'>): string {
  if (!ljungBox) return t('noTest');
  const { statistic, lags, pValue } = ljungBox;
  const p = pValue < 0.001 ? t('tiny') : formatChance(pValue);
  return t(pValue < SIGNIFICANT ? 'notWhite' : 'white', { q: formatNumber(statistic), lags: t('lags', { count: lags }), p });
}

/** Means beyond so many standard errors are not chance alone: one in twenty would be. */
const STANDARD_ERRORS = 2;

/** Whether the model errs to one side, in one sentence; null where it does not. */
export function biasSentence({ mean, deviation, values }: Pick<ResidualReport, 'mean' | 'deviation' | 'values'>): string | null {
  const count = values.filter((value) => !Number.isNaN(value)).length;
  if (!(Math.abs(mean) > (STANDARD_ERRORS * deviation) / Math.sqrt(count))) return null;
  return t(mean > 0 ? 'tooLow' : 'tooHigh', { size: formatNumber(Math.abs(mean)) });
}

export function pitColumns(pit: readonly number[]): Column[] {
  const edge = (bin: number): string => formatPercent(bin / pit.length);
  return pit.map((value, bin) => ({ label: `${edge(bin)}–${edge(bin + 1)}`, value, text: formatPercent(value) }));
}

export function acfColumns({ autocorrelations }: Pick<ResidualReport, 'autocorrelations'>): Column[] {
  return autocorrelations.map((value, lag) => ({ label: formatNumber(lag + 1), value, text: formatNumber(value) }));
}

export function histogramColumns({ histogram }: Pick<ResidualReport, 'histogram'>): Column[] {
  return histogram.map(({ from, to, count }) => ({
    label: `${formatNumber(from)} – ${formatNumber(to)}`,
    value: count,
    text: formatNumber(count),
  }));
}

export function overColumns({ time, values }: Pick<ResidualReport, 'time' | 'values'>, moment: (time: number) => string): Column[] {
  return Array.from(time, (at, i) => ({ label: moment(at), value: values[i] ?? Number.NaN, text: formatNumber(values[i]) }));
}
