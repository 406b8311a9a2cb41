/** Titles, ticks and texts of the axes, by what is drawn. */
import type { Axis } from '../../base/chart/axes.ts';
import { logTicks, numberTicks } from '../../base/chart/ticks.ts';
import { timeTicks } from '../../base/chart/time-ticks.ts';
import { formatDuration, formatNumber } from '../../base/format.ts';
import { locale } from '../../base/language.ts';
import type { CompareSettings } from './compare-settings.ts';
import { t } from './messages.ts';

export interface PlotAxes {
  xTicks: Axis['ticks'];
  yTicks: Axis['ticks'];
  xTitle: string;
  yTitle: string;
  formatX: (position: number) => string;
  formatY: (position: number) => string;
}

/** Moments in the time of this computer. */
function zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function plotAxes({ metric, xAxis, logX, logY }: Pick<CompareSettings, 'metric' | 'xAxis' | 'logX' | 'logY'>): PlotAxes {
  const wall = xAxis === 'wall';
  const log = logX && !wall;
  const whole = xAxis === 'epoch' || xAxis === 'step';
  const moments = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'medium' });
  const writeX = (value: number): string =>
    wall ? moments.format(value) : whole ? formatNumber(Math.round(value)) : formatDuration(value);
  return {
    xTicks: (min, max, count) => {
      if (wall) return timeTicks(min, max, count, locale(), zone());
      return log ? logTicks(min, max, count, locale()) : numberTicks(min, max, count, { locale: locale(), whole });
    },
    yTicks: (min, max, count) => (logY ? logTicks(min, max, count, locale()) : numberTicks(min, max, count, { locale: locale() })),
    xTitle: t(`x_${xAxis}`),
    yTitle: t(metric),
    formatX: (position) => writeX(log ? 10 ** position : position),
    formatY: (position) => formatNumber(logY ? 10 ** position : position),
  };
}
