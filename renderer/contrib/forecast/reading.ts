import type { ForecastDetail, KeptSeries } from '../../../engine/protocol/forecasts.ts';
import { columnOf, fanIntervals, medianColumn } from '../../base/chart/quantiles.ts';
import type { TableContent } from '../../base/chart/table.ts';
import { formatNumber, formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

/** The median, or the mean where no median was forecast, `[h]`. */
export function centre({ values, quantiles, mean }: Pick<KeptSeries, 'values' | 'quantiles' | 'mean'>): Float64Array {
  const median = medianColumn(quantiles);
  return median < 0 ? mean : columnOf(values, quantiles.length, median);
}

/** What the forecast says of one step, in one sentence. */
export function readingAt(series: KeptSeries, step: number, moment: (time: number) => string): string {
  const time = moment(series.time[step] ?? Number.NaN);
  const value = formatNumber(centre(series)[step]);
  const [widest] = fanIntervals(series.quantiles);
  const at = (column: number): number => series.values[step * series.quantiles.length + column] ?? Number.NaN;
  if (!widest || Number.isNaN(at(widest.lower) + at(widest.upper))) return t('readingPoint', { time, value });
  return t('readingAt', {
    time,
    value,
    level: formatPercent(widest.level),
    low: formatNumber(at(widest.lower)),
    high: formatNumber(at(widest.upper)),
  });
}

/** The numbers of one series, a row a step, as they are read and copied. */
export function numbersTable(
  series: KeptSeries,
  { hasTime }: Pick<ForecastDetail, 'hasTime'>,
  moment: (time: number) => string,
  write: (value: number) => string = formatNumber,
): TableContent {
  const { quantiles, values, mean, seasonalNaive, ridge } = series;
  return {
    columns: [
      t(hasTime ? 'time' : 'row'),
      ...quantiles.map((level) => t('quantile', { level: formatPercent(level) })),
      t('mean'),
      t('seasonalNaive'),
      t('ridge'),
    ],
    rows: Array.from(series.time, (time, step) => [
      moment(time),
      ...quantiles.map((_, q) => write(values[step * quantiles.length + q] ?? Number.NaN)),
      write(mean[step] ?? Number.NaN),
      write(seasonalNaive[step] ?? Number.NaN),
      write(ridge[step] ?? Number.NaN),
    ]),
    note: null,
  };
}
