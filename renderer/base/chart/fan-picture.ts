/** What FanChart draws and says: the observed tail, the median, and the intervals as bands around it. */

import type { ChartDataset } from 'chart.js';
import type { SeriesForecast } from '../../../engine/protocol/training.ts';
import { finiteDomain, padDomain, type Domain } from './domain.ts';
import type { LegendEntry } from './legend.ts';
import type { Format } from './number-format.ts';
import { thinPoints, toPoints, type Point } from './points.ts';
import { columnOf, fanIntervals, medianColumn, type Interval } from './quantiles.ts';
import { limitedTable, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';
import { withAlpha, type ChartTheme } from './theme.ts';
import type { Range } from './viewport.ts';

/** A forecast taken apart: a column a quantile. */
export interface Fan {
  forecast: SeriesForecast;
  columns: Float64Array[];
  /** The median, or the mean where no median was forecast. */
  centre: Float64Array;
  hasMedian: boolean;
  /** Widest first. */
  intervals: Interval[];
  /** The last observed point, where every line of the forecast begins; null where the last value is missing. */
  origin: Point | null;
}

export function fanOf(forecast: SeriesForecast): Fan {
  const columns = forecast.quantiles.map((_, column) => columnOf(forecast.values, forecast.quantiles.length, column));
  const median = columns[medianColumn(forecast.quantiles)];
  const x = forecast.historyTime.at(-1);
  const y = forecast.historyValues.at(-1);
  return {
    forecast,
    columns,
    centre: median ?? forecast.mean,
    hasMedian: median !== undefined,
    intervals: fanIntervals(forecast.quantiles),
    origin: x !== undefined && y !== undefined && Number.isFinite(y) ? { x, y } : null,
  };
}

/** A line over the forecast's steps. */
export interface FanLine {
  label: string;
  values: ArrayLike<number>;
  /** What came is drawn as what was observed; another method has a colour and a dash of its own. */
  observed?: boolean | undefined;
}

const lineDashes: readonly number[][] = [
  [2, 3],
  [10, 2],
  [8, 3, 2, 3],
  [4, 2],
];

export function lineColor({ observed }: FanLine, place: number, theme: ChartTheme): string {
  return observed ? theme.series[0] : (theme.series[2 + (place % 2)] ?? theme.foreground);
}

/** The narrower the interval, the stronger its band. */
const bandAlpha = (index: number, bands: number): number => (bands > 1 && index === bands - 1 ? 0.38 : 0.2);

export function fanLegend(fan: Fan, theme: ChartTheme, text: ChartText, percent: Format, lines: readonly FanLine[] = []): LegendEntry[] {
  return [
    { label: text.history, color: theme.series[0] },
    { label: fan.hasMedian ? text.median : text.mean, color: theme.series[1], dash: [6, 3] },
    ...fan.intervals.map(({ level }, index) => ({
      label: text.interval(percent(level)),
      color: withAlpha(theme.series[1], bandAlpha(index, fan.intervals.length)),
      band: true,
    })),
    ...lines.map((line, place) => ({
      label: line.label,
      color: lineColor(line, place, theme),
      dash: line.observed ? undefined : lineDashes[place % lineDashes.length],
    })),
  ];
}

/** Each band is its upper edge filled down to its lower edge, the dataset before it. */
export function fanDatasets(fan: Fan, theme: ChartTheme, lines: readonly FanLine[] = []): Array<ChartDataset<'line', Point[]>> {
  const { forecast, origin } = fan;
  const line = (values: ArrayLike<number>): Point[] => [...(origin ? [origin] : []), ...toPoints(forecast.time, values)];
  const bands = fan.intervals.flatMap(({ lower, upper }, index): Array<ChartDataset<'line', Point[]>> => {
    const backgroundColor = withAlpha(theme.series[1], bandAlpha(index, fan.intervals.length));
    return [
      { data: line(fan.columns[lower] ?? []), borderWidth: 0, fill: false, order: 3 },
      { data: line(fan.columns[upper] ?? []), borderWidth: 0, fill: '-1', backgroundColor, order: 3 },
    ];
  });
  const history = [...thinPoints(toPoints(forecast.historyTime, forecast.historyValues), 4000)];
  return [
    ...bands,
    { data: history, borderColor: theme.series[0], order: 2 },
    { data: line(fan.centre), borderColor: theme.series[1], borderDash: [6, 3], borderWidth: 2, order: 1 },
    ...lines.map((other, place): ChartDataset<'line', Point[]> => {
      const color = lineColor(other, place, theme);
      if (other.observed)
        return { data: line(other.values), borderColor: color, backgroundColor: color, pointRadius: 2.5, pointBorderWidth: 0, order: 0 };
      return {
        data: line(other.values),
        borderColor: color,
        borderDash: lineDashes[place % lineDashes.length] ?? [],
        borderWidth: 1.5,
        order: 2,
      };
    }),
  ];
}

export function fanRange({ forecast }: Fan): Range {
  const from = forecast.historyTime[0] ?? forecast.time[0] ?? 0;
  const to = forecast.time.at(-1) ?? forecast.historyTime.at(-1) ?? 1;
  return to > from ? { from, to } : { from: from - 1, to: from + 1 };
}

export function fanDomain(fan: Fan, lines: readonly FanLine[] = []): Domain {
  const edges = fan.intervals.flatMap(({ lower, upper }) => [fan.columns[lower] ?? [], fan.columns[upper] ?? []]);
  return padDomain(finiteDomain(fan.forecast.historyValues, fan.centre, ...edges, ...lines.map(({ values }) => values)));
}

export interface FanFormats {
  position: Format;
  value: Format;
  percent: Format;
}

export function fanSummary(fan: Fan, formats: FanFormats, text: ChartText): string {
  const { forecast, centre, intervals, columns } = fan;
  const steps = forecast.time.length;
  const widest = intervals[0];
  const last = steps - 1;
  const bounds = widest && [columns[widest.lower]?.[last] ?? Number.NaN, columns[widest.upper]?.[last] ?? Number.NaN];
  return text.forecastSummary({
    series: forecast.seriesId,
    steps,
    from: formats.position(forecast.time[0] ?? Number.NaN),
    to: formats.position(forecast.time[last] ?? Number.NaN),
    first: formats.value(centre[0] ?? Number.NaN),
    last: formats.value(centre[last] ?? Number.NaN),
    interval:
      widest && bounds
        ? text.forecastBounds(formats.percent(widest.level), formats.value(bounds[0] ?? Number.NaN), formats.value(bounds[1] ?? Number.NaN))
        : '',
  });
}

export function fanTable(fan: Fan, position: string, formats: FanFormats, text: ChartText, lines: readonly FanLine[] = []): TableContent {
  const { forecast, columns } = fan;
  const headings = [
    position,
    ...forecast.quantiles.map((level) => text.quantile(formats.percent(level))),
    text.mean,
    ...lines.map(({ label }) => label),
  ];
  return limitedTable(
    headings,
    forecast.time.length,
    (step) => [
      formats.position(forecast.time[step] ?? Number.NaN),
      ...columns.map((column) => formats.value(column[step] ?? Number.NaN)),
      formats.value(forecast.mean[step] ?? Number.NaN),
      ...lines.map(({ values }) => formats.value(values[step] ?? Number.NaN)),
    ],
    text,
    (step) => [
      formats.position(forecast.time[step] ?? Number.NaN),
      ...columns.map((column) => column[step] ?? Number.NaN),
      forecast.mean[step] ?? Number.NaN,
      ...lines.map(({ values }) => values[step] ?? Number.NaN),
    ],
  );
}
