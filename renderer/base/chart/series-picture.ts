/** What SeriesChart draws and says, from the points at hand. */

import type { ChartDataset } from 'chart.js';
import type { WindowResult } from '../../../engine/protocol/data.ts';
import type { Axis } from './axes.ts';
import { finiteDomain, padDomain, visibleDomain, visibleIndices } from './domain.ts';
import type { Format } from './number-format.ts';
import { isolatedPoints, toPoints, type Point } from './points.ts';
import { tableLimit, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';
import type { ChartTheme } from './theme.ts';
import { numberTicks } from './ticks.ts';
import { timeTicks } from './time-ticks.ts';
import type { Range } from './viewport.ts';

/** Something to point out on the x axis, such as a finding of the import. */
export interface ChartMark {
  x: number;
  label: string;
  severity?: 'error' | 'warning' | 'info' | undefined;
}

export interface SeriesPoints {
  points: Point[];
  isolated: Point[];
}

export function seriesPoints({ x, y }: WindowResult): SeriesPoints {
  const points = toPoints(x, y);
  return { points, isolated: isolatedPoints(points) };
}

/** Fewer points than this in view are drawn as dots on the line. */
const dotted = 80;
/** More than this form a ribbon, drawn in hairlines: without a GPU these are several times faster. */
const dense = 600;

export function seriesDatasets(points: SeriesPoints, inView: number, theme: ChartTheme): Array<ChartDataset<'line', Point[]>> {
  const color = theme.series[0];
  return [
    {
      data: points.points,
      borderColor: color,
      borderWidth: inView > dense ? 1 : 1.5,
      backgroundColor: color,
      pointRadius: inView <= dotted ? 2.5 : 0,
      pointBorderWidth: 0,
    },
    { data: points.isolated, showLine: false, backgroundColor: color, pointRadius: 2, pointBorderWidth: 0 },
  ];
}

export function positionAxis(range: Range, hasTime: boolean, locale: string | undefined, zone: string | undefined): Axis {
  const ticks: Axis['ticks'] = hasTime
    ? (min, max, count) => timeTicks(min, max, count, locale, zone)
    : (min, max, count) => numberTicks(min, max, count, { locale, whole: true });
  return { min: range.from, max: range.to, ticks };
}

export function valueAxis({ x, y }: WindowResult, range: Range, locale: string | undefined, unit: string | undefined): Axis {
  const { min, max } = padDomain(visibleDomain(x, y, range));
  return { min, max, title: unit, ticks: (low, high, count) => numberTicks(low, high, count, { locale }) };
}

export interface SeriesFormats {
  label: string;
  position: Format;
  value: Format;
  count: Format;
}

/** One sentence for those who do not see the picture. */
export function seriesSummary(result: WindowResult | null, view: Range, rows: number, formats: SeriesFormats, text: ChartText): string {
  const domain = result && visibleDomain(result.x, result.y, view);
  if (!result || !domain || !finiteDomain(result.y)) return text.emptySummary(formats.label);
  return text.seriesSummary({
    label: formats.label,
    points: formats.count(rows),
    from: formats.position(view.from),
    to: formats.position(view.to),
    low: formats.value(domain.min),
    high: formats.value(domain.max),
  });
}

/** The points in view; a note says what was thinned out or left off. */
export function seriesTable(
  result: WindowResult,
  view: Range,
  columns: [string, string],
  formats: SeriesFormats,
  text: ChartText,
): TableContent {
  const { start, end } = visibleIndices(result.x, view);
  const rows: string[][] = [];
  let inView = 0;
  for (let i = start; i < end; i++) {
    const x = result.x[i] ?? Number.NaN;
    if (x < view.from || x > view.to) continue;
    inView++;
    if (rows.length < tableLimit) rows.push([formats.position(x), formats.value(result.y[i] ?? Number.NaN)]);
  }
  const notes = [rows.length < inView ? text.tableLimited(rows.length, inView) : '', result.complete ? '' : text.tableThinned];
  return { columns, rows, note: notes.filter(Boolean).join(' ') || null };
}
