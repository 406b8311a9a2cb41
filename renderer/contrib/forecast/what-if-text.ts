import type { WhatIfReport } from '../../../engine/protocol/explanation.ts';
import { columnOf, medianColumn } from '../../base/chart/quantiles.ts';
import { formatNumber, formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

const signed = (value: number, write: (size: number) => string): string => `${value < 0 ? '−' : '+'}${write(Math.abs(value))}`;

/** The difference between two forecasts of the same steps, in one sentence. */
export function whatIfSentence(report: WhatIfReport, labels: readonly string[]): string {
  const { quantiles, moves, changed, unchanged } = report;
  const total = (values: Float64Array): number =>
    columnOf(values, quantiles.length, medianColumn(quantiles)).reduce((sum, value) => sum + value, 0);
  const [base, sum] = [total(unchanged), total(changed)];
  const largest = moves.reduce((best, move, step) => (Math.abs(move) > Math.abs(moves[best] ?? 0) ? step : best), 0);
  return t('whatIfMoves', {
    count: moves.length,
    total: formatNumber(sum),
    base: formatNumber(base),
    difference: signed(sum - base, formatNumber),
    share: base === 0 ? '–' : signed((sum - base) / Math.abs(base), formatPercent),
    move: signed(moves[largest] ?? 0, formatNumber),
    time: labels[largest] ?? '',
  });
}
