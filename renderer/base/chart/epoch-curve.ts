/** What is measured each epoch, as curves: which value, in which colour, what a chart says of it. */
import type { ChartDataset } from 'chart.js';
import type { EpochRecord } from '../../../engine/protocol/training.ts';
import type { Axis } from './axes.ts';
import { finiteDomain, padDomain } from './domain.ts';
import { thinPoints, type Point } from './points.ts';
import { lowerBound } from './search.ts';
import type { ChartTheme } from './theme.ts';
import { logTicks, numberTicks } from './ticks.ts';
import type { Range } from './viewport.ts';

export interface EpochCurve {
  label: string;
  value: (record: EpochRecord) => number;
  /** Its place among the theme's colours of series. */
  color: number;
  dash?: number[];
}

/** More points a curve than this cannot be told apart and slow down live updates. */
export const mostPoints = 1000;
/** The same for a chart of a third of the width. */
export const compactPoints = 400;

/** The height of a value on the axis: its decimal logarithm on a log axis, where zero and below have no place. */
export const curveHeight = (value: number, log: boolean): number => (!log ? value : value > 0 ? Math.log10(value) : Number.NaN);

/** The epochs that a range shows, and one on either side, from where the lines enter. All of them where there is no range. */
export function epochsIn(history: readonly EpochRecord[], range: Range | null): readonly EpochRecord[] {
  if (range === null) return history;
  const epochs = history.map(({ epoch }) => epoch);
  return history.slice(Math.max(0, lowerBound(epochs, range.from) - 1), lowerBound(epochs, range.to) + 2);
}

/** From the first epoch to the last; a single one gets room. */
export function epochExtent(history: readonly EpochRecord[]): Range {
  const from = history[0]?.epoch ?? 1;
  return { from, to: Math.max(history.at(-1)?.epoch ?? 1, from + 1) };
}

export function curveDatasets(
  history: readonly EpochRecord[],
  curves: readonly EpochCurve[],
  log: boolean,
  theme: ChartTheme,
  limit: number = mostPoints,
): Array<ChartDataset<'line', Point[]>> {
  return curves.map(({ value, color, dash = [] }) => ({
    data: [
      ...thinPoints(
        history.map((record) => ({ x: record.epoch, y: curveHeight(value(record), log) })),
        limit,
      ),
    ],
    borderColor: theme.series[color] ?? theme.muted,
    backgroundColor: theme.series[color] ?? theme.muted,
    borderDash: dash,
    pointRadius: history.length <= 2 ? 3 : 0,
    pointBorderWidth: 0,
  }));
}

export function curveAxis(history: readonly EpochRecord[], curves: readonly EpochCurve[], log: boolean, locale: string | undefined): Axis {
  const heights = curves.map(({ value }) => history.map((record) => curveHeight(value(record), log)));
  const { min, max } = padDomain(finiteDomain(...heights));
  const ticks: Axis['ticks'] = log
    ? (low, high, count) => logTicks(low, high, count, locale)
    : (low, high, count) => numberTicks(low, high, count, { locale });
  return { min, max, ticks };
}

export function epochAxis(view: Range, title: string, locale: string | undefined): Axis {
  return { min: view.from, max: view.to, title, ticks: (min, max, count) => numberTicks(min, max, count, { locale, whole: true }) };
}
