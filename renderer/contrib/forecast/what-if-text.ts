import type { WhatIfReport } from '../../../engine/protocol/explanation.ts';
import { columnOf, medianColumn } from '../../base/chart/quantiles.ts';
import { formatNumber, formatPercent } from '../../base/format.ts';
import type { SelectOption } from '../../base/ui/select-option.ts';
import { t } from './messages.ts';

const signed = (value: number, write: (size: number) => string): string => `${value < 0 ? '−' : '+'}${write(Math.abs(value))}`;

/** The medians of one of the two forecasts, `[h]`. */
export function medianLine(report: WhatIfReport, which: 'changed' | 'unchanged'): Float64Array {
  return columnOf(report[which], report.quantiles.length, medianColumn(report.quantiles));
}

interface Figures {
  base: number;
  sum: number;
  /** The step that moves most. */
  largest: number;
}

function figuresOf(report: WhatIfReport): Figures {
  const total = (which: 'changed' | 'unchanged'): number => medianLine(report, which).reduce((sum, value) => sum + value, 0);
  const { moves } = report;
  const largest = moves.reduce((best, move, step) => (Math.abs(move) > Math.abs(moves[best] ?? 0) ? step : best), 0);
  return { base: total('unchanged'), sum: total('changed'), largest };
}

const shareOf = ({ base, sum }: Figures): string => (base === 0 ? '–' : signed((sum - base) / Math.abs(base), formatPercent));

/** The difference between two forecasts of the same steps, in one sentence. */
export function whatIfSentence(report: WhatIfReport, labels: readonly string[]): string {
  const figures = figuresOf(report);
  const { base, sum, largest } = figures;
  return t('whatIfMoves', {
    count: report.moves.length,
    total: formatNumber(sum),
    base: formatNumber(base),
    difference: signed(sum - base, formatNumber),
    share: shareOf(figures),
    move: signed(report.moves[largest] ?? 0, formatNumber),
    time: labels[largest] ?? '',
  });
}

/** Sum over the horizon, its difference to the plan's, and the largest move; dashes where nothing is known, or is the plan itself. */
export function scenarioCells(report: WhatIfReport | null, which: 'changed' | 'unchanged', labels: readonly string[]): string[] {
  if (report === null) return ['…', '…', '…'];
  const figures = figuresOf(report);
  const { base, sum, largest } = figures;
  if (which === 'unchanged') return [formatNumber(base), '–', '–'];
  const move = t('scenarioMove', { move: signed(report.moves[largest] ?? 0, formatNumber), time: labels[largest] ?? '' });
  return [formatNumber(sum), `${signed(sum - base, formatNumber)} (${shareOf(figures)})`, move];
}

/** The names that can be chosen; a planned one that training never met stands first, as what it is. */
export function nameOptions(choices: readonly string[], planned: string): SelectOption[] {
  const known = choices.map((name) => ({ value: name, label: name }));
  return planned === '' ? [{ value: '', label: t('unknownName') }, ...known] : known;
}

/** What stands in a field; NaN where it is no number. */
export function typedNumber(event: Event): number {
  return event.target instanceof HTMLInputElement ? event.target.valueAsNumber : Number.NaN;
}
