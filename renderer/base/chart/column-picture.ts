/** What ColumnChart draws: upright bars from zero, and levels to compare them with. */
import { finiteDomain, padDomain } from './domain.ts';
import { frameShapes, type Framed } from './frame-shapes.ts';
import type { LegendEntry } from './legend.ts';
import type { ChartImage, Shape } from './shapes.ts';
import type { ChartTheme } from './theme.ts';
import { numberTicks } from './ticks.ts';

export interface Column {
  label: string;
  value: number;
  /** The value as it is written. */
  text: string;
}

export interface Level {
  value: number;
  label: string;
}

export interface ColumnContent {
  columns: readonly Column[];
  levels: readonly Level[];
  xTitle?: string | undefined;
  yTitle?: string | undefined;
  locale: string | undefined;
}

/** Zero, all values and all levels, with air where they do not end at zero. */
export function columnDomain({ columns, levels }: Pick<ColumnContent, 'columns' | 'levels'>): { min: number; max: number } {
  const found = finiteDomain(
    [0],
    columns.map(({ value }) => value),
    levels.map(({ value }) => value),
  ) ?? { min: 0, max: 1 };
  const padded = padDomain(found);
  return { min: found.min === 0 ? 0 : padded.min, max: found.max === 0 ? 0 : padded.max };
}

export function columnLegend({ levels }: Pick<ColumnContent, 'levels'>, theme: ChartTheme): LegendEntry[] {
  const labels = new Set(levels.map(({ label }) => label).filter((label) => label !== ''));
  return [...labels].map((label) => ({ label, color: theme.series[1], dash: [6, 3] }));
}

/** Columns lie at 0, 1, ...; each takes most of its unit. */
export function columnFrame(content: ColumnContent, title: string, width: number, height: number, theme: ChartTheme): Framed {
  const { columns, xTitle, yTitle, locale } = content;
  const { min, max } = columnDomain(content);
  const widest = Math.max(1, ...columns.map(({ label }) => label.length));
  const step = (count: number): number =>
    Math.max(1, Math.ceil(columns.length / Math.max(1, Math.floor((count * 92) / (widest * 7 + 14)))));
  return frameShapes(
    {
      title,
      legend: title === '' ? [] : columnLegend(content, theme),
      x: {
        min: -0.5,
        max: Math.max(1, columns.length) - 0.5,
        title: xTitle,
        ticks: (count) => columns.map(({ label }, value) => ({ value, label })).filter(({ value }) => value % step(count) === 0),
      },
      y: { min, max: max > min ? max : min + 1, title: yTitle, ticks: (count) => numberTicks(min, max, count, { locale }) },
    },
    width,
    height,
    theme,
  );
}

export function columnShapes({ columns, levels }: ColumnContent, { across, down, area }: Framed, theme: ChartTheme): Shape[] {
  const wide = Math.max(1, (across(1) - across(0)) * 0.8);
  const zero = down(0);
  return [
    ...columns.flatMap(({ value }, i): Shape[] => {
      if (!Number.isFinite(value)) return [];
      const top = Math.min(zero, down(value));
      return [
        {
          kind: 'rect',
          x: across(i) - wide / 2,
          y: top,
          width: wide,
          height: Math.max(0.5, Math.abs(down(value) - zero)),
          fill: theme.series[0],
        },
      ];
    }),
    {
      kind: 'line',
      points: [
        [area.left, zero],
        [area.right, zero],
      ],
      stroke: theme.muted,
      width: 1,
    },
    ...levels.map(({ value }): Shape => {
      const at = down(value);
      return {
        kind: 'line',
        points: [
          [area.left, at],
          [area.right, at],
        ],
        stroke: theme.series[1],
        width: 1.5,
        dash: [6, 3],
      };
    }),
  ];
}

export function columnImage(content: ColumnContent, title: string, width: number, height: number, theme: ChartTheme): ChartImage {
  const frame = columnFrame(content, title, width, height, theme);
  const shapes = [...frame.shapes, ...columnShapes(content, frame, theme)];
  return { width, height, background: theme.background, fontFamily: theme.fontFamily, shapes };
}
