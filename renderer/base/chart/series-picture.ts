/** What SeriesChart draws and says, from the points at hand. */

import type { ChartDataset } from 'chart.js';
import type { WindowResult } from '../../../engine/protocol/data.ts';
import type { Axis } from './axes.ts';
import { finiteDomain, padDomain, visibleDomain, visibleIndices, type Domain } from './domain.ts';
import type { Format } from './number-format.ts';
import { isolatedPoints, toPoints, type Point } from './points.ts';
import { lowerBound, nearestPoint } from './search.ts';
import { tableLimit, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';
import type { ChartTheme } from './theme.ts';
import { numberTicks } from './ticks.ts';
import { timeTicks } from './time-ticks.ts';
import { traceStyle, type Trace } from './traces.ts';
import type { Range } from './viewport.ts';

/** Something to point out on the x axis: a finding, or a remark of the user. */
export interface ChartMark {
  x: number;
  label: string;
  severity?: 'error' | 'warning' | 'info' | undefined;
  /** A remark of the user, drawn as a flag. */
  note?: boolean | undefined;
  /** For whoever is told that the mark was clicked. */
  id?: string | undefined;
}

/** A trace with the points at hand. */
export interface DrawnTrace {
  trace: Trace;
  result: WindowResult;
  points: Point[];
  isolated: Point[];
}

export function drawnTrace(trace: Trace, result: WindowResult): DrawnTrace {
  const points = toPoints(result.x, result.y);
  return { trace, result, points, isolated: isolatedPoints(points) };
}

/** Fewer points than this in view are drawn as dots on the line. */
const dotted = 80;
/** More than this form a ribbon, drawn in hairlines: without a GPU these are several times faster. */
const dense = 600;

export function seriesDatasets(drawn: readonly DrawnTrace[], view: Range, theme: ChartTheme): Array<ChartDataset<'line', Point[]>> {
  return drawn.flatMap(({ trace, result, points, isolated }) => {
    const { color, dash } = traceStyle(trace.slot, theme);
    const { start, end } = visibleIndices(result.x, view);
    const common = { backgroundColor: color, pointBorderWidth: 0, yAxisID: trace.side === 'right' ? 'right' : 'y' };
    const radius = end - start <= dotted && drawn.length <= 3 ? 2.5 : 0;
    return [
      {
        ...common,
        data: points,
        borderColor: color,
        borderDash: dash,
        borderWidth: end - start > dense ? 1 : 1.5,
        pointRadius: radius,
      },
      { ...common, data: isolated, showLine: false, pointRadius: 2 },
    ];
  });
}

export function positionAxis(range: Range, hasTime: boolean, locale: string | undefined, zone: string | undefined): Axis {
  const ticks: Axis['ticks'] = hasTime
    ? (min, max, count) => timeTicks(min, max, count, locale, zone)
    : (min, max, count) => numberTicks(min, max, count, { locale, whole: true });
  return { min: range.from, max: range.to, ticks };
}

/** The axis of all traces of one side; null where there is none. */
export function valueAxis(
  drawn: readonly DrawnTrace[],
  side: Trace['side'],
  range: Range,
  locale: string | undefined,
  unit?: string,
): Axis | null {
  const own = drawn.filter(({ trace }) => trace.side === side);
  if (own.length === 0) return null;
  const domains = own.map(({ result }) => visibleDomain(result.x, result.y, range)).filter((domain) => domain !== null);
  const { min, max } = padDomain(joined(domains));
  return { min, max, title: unit, ticks: (low, high, count) => numberTicks(low, high, count, { locale }) };
}

function joined(domains: readonly Domain[]): Domain | null {
  if (domains.length === 0) return null;
  return { min: Math.min(...domains.map(({ min }) => min)), max: Math.max(...domains.map(({ max }) => max)) };
}

/** A value read off one trace. */
export interface Reading {
  trace: Trace;
  x: number;
  y: number;
}

/**
 * The value of each trace nearest to a position, no further from it than `reach`; the place read is that of the nearest one of all. Empty where
 * none is near.
 */
export function readingsAt(drawn: readonly DrawnTrace[], position: number, reach: number): Reading[] {
  const nearest = drawn.flatMap(({ trace, result }): Reading[] => {
    const index = nearestPoint(result.x, result.y, position);
    const [x, y] = [result.x[index], result.y[index]];
    return x === undefined || y === undefined ? [] : [{ trace, x, y }];
  });
  const distance = ({ x }: Reading): number => Math.abs(x - position);
  const best = nearest.reduce<Reading | null>((found, one) => (found && distance(found) <= distance(one) ? found : one), null);
  return best ? nearest.filter((one) => Math.abs(one.x - best.x) <= reach) : [];
}

/** The next or the previous value of any trace from a position on; null beyond the last. */
export function neighbour(drawn: readonly DrawnTrace[], position: number, step: 1 | -1): number | null {
  let found: number | null = null;
  for (const { result } of drawn) {
    let at = lowerBound(result.x, position);
    if (step === 1) while (at < result.x.length && ((result.x[at] ?? 0) <= position || !Number.isFinite(result.y[at]))) at++;
    else
      do at--;
      while (at >= 0 && !Number.isFinite(result.y[at]));
    const x = result.x[at];
    if (x !== undefined && (found === null || (step === 1 ? x < found : x > found))) found = x;
  }
  return found;
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

/** The points in view, a column a trace, a row a place; a note says what was thinned out or left off. */
export function seriesTable(
  drawn: readonly DrawnTrace[],
  view: Range,
  place: string,
  formats: Pick<SeriesFormats, 'position' | 'value'>,
  text: ChartText,
): TableContent {
  const rows = new Map<number, number[]>();
  drawn.forEach(({ result }, column) => {
    const { start, end } = visibleIndices(result.x, view);
    for (let i = start; i < end; i++) {
      const x = result.x[i] ?? Number.NaN;
      if (x < view.from || x > view.to) continue;
      let row = rows.get(x);
      if (!row) rows.set(x, (row = drawn.map(() => Number.NaN)));
      row[column] = result.y[i] ?? Number.NaN;
    }
  });
  const places = [...rows.keys()].sort((a, b) => a - b);
  const shown = places.slice(0, tableLimit);
  const complete = drawn.every(({ result }) => result.complete);
  const notes = [shown.length < places.length ? text.tableLimited(shown.length, places.length) : '', complete ? '' : text.tableThinned];
  return {
    columns: [place, ...drawn.map(({ trace }) => trace.label)],
    rows: shown.map((x) => [formats.position(x), ...(rows.get(x) ?? []).map(formats.value)]),
    note: notes.filter(Boolean).join(' ') || null,
    all: () => places.map((x) => [formats.position(x), ...(rows.get(x) ?? [])]),
    thinned: complete ? undefined : text.tableThinned,
  };
}
