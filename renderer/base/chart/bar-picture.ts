/** What BarChart draws: bars that stand on stretches of a line of numbers, with the bounds of noise. */
import { barDomain, type PositionedBar } from './bars.ts';
import { frameShapes, type Framed } from './frame-shapes.ts';
import type { LegendEntry } from './legend.ts';
import type { ChartImage, Shape } from './shapes.ts';
import { withAlpha, type ChartTheme } from './theme.ts';
import { numberTicks } from './ticks.ts';

export interface BarContent {
  bars: readonly PositionedBar[];
  /** Lines at plus and minus this value. */
  bound?: number | undefined;
  boundLabel?: string | undefined;
  /** The name of the place, below the axis. */
  xTitle: string;
  /** Places are whole numbers. */
  whole: boolean;
  locale: string | undefined;
}

/** Bars within the bounds are paler than those that leave them. */
const WITHIN = 0.75;
const DASH = [5, 3];

export function barLegend({ boundLabel }: Pick<BarContent, 'boundLabel'>, theme: ChartTheme): LegendEntry[] {
  return boundLabel === undefined ? [] : [{ label: boundLabel, color: theme.series[1], dash: DASH }];
}

/** A legend is part of the picture only where it has a title: on the page it stands in the bar above. */
export function barFrame(content: BarContent, title: string, width: number, height: number, theme: ChartTheme): Framed {
  const { bars, bound = 0, xTitle, whole, locale } = content;
  const [from, to] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 1];
  const { min, max } = barDomain(bars, bound);
  return frameShapes(
    {
      title,
      legend: title === '' ? [] : barLegend(content, theme),
      x: { min: from, max: to, title: xTitle, ticks: (count) => numberTicks(from, to, count, { locale, ...(whole && { whole }) }) },
      y: { min, max, ticks: (count) => numberTicks(min, max, count, { locale }) },
    },
    width,
    height,
    theme,
  );
}

export function barShapesOn({ bars, bound }: BarContent, { across, down, area }: Framed, theme: ChartTheme): Shape[] {
  const zero = down(0);
  const level = (y: number, stroke: string, dash?: readonly number[]): Shape => ({
    kind: 'line',
    points: [
      [area.left, y],
      [area.right, y],
    ],
    stroke,
    width: 1,
    dash,
  });
  return [
    ...bars.flatMap(({ from, to, value }): Shape[] => {
      if (!Number.isFinite(value)) return [];
      const [left, right] = [across(from), across(to)];
      const gap = right - left > 4 ? 1 : 0;
      const beyond = bound !== undefined && Math.abs(value) > bound;
      return [
        {
          kind: 'rect',
          x: left + gap,
          y: Math.min(zero, down(value)),
          width: Math.max(1, right - left - 2 * gap),
          height: Math.abs(down(value) - zero),
          fill: beyond ? theme.series[0] : withAlpha(theme.series[0], WITHIN),
        },
      ];
    }),
    level(zero, theme.muted),
    ...(bound === undefined ? [] : [bound, -bound].map((value) => level(down(value), theme.series[1], DASH))),
  ];
}

export function barImage(content: BarContent, title: string, width: number, height: number, theme: ChartTheme): ChartImage {
  const frame = barFrame(content, title, width, height, theme);
  const shapes = [...frame.shapes, ...barShapesOn(content, frame, theme)];
  return { width, height, background: theme.background, fontFamily: theme.fontFamily, shapes };
}
