/** The one shape of chart.js options the charts here use: two linear axes with our own ticks, no animation, no events. */

import type { ChartOptions, Scale } from 'chart.js';
import type { ChartTheme } from './theme.ts';
import type { Tick } from './ticks.ts';

export interface Axis {
  min: number;
  max: number;
  /** Round positions between min and max, about `count` of them. */
  ticks: (min: number, max: number, count: number) => Tick[];
  title?: string | undefined;
  /** Least width of a y axis in pixels, so that charts below each other line up. */
  width?: number | undefined;
}

type LinearOptions = NonNullable<NonNullable<ChartOptions<'line'>['scales']>[string]>;

/** Usual distance of two labels along the axis, in pixels; the round step nearest to it may be as little as 0.63 of it. */
const spacing = { x: 92, y: 44 };

function scale(axis: Axis, direction: 'x' | 'y', theme: ChartTheme): LinearOptions {
  let ticks: Tick[] = [];
  const font = { family: theme.fontFamily, size: 11 };
  return {
    type: 'linear',
    bounds: 'data',
    min: axis.min,
    max: axis.max,
    afterBuildTicks(built: Scale) {
      const length = direction === 'x' ? built.width : built.height;
      ticks = axis.ticks(axis.min, axis.max, Math.max(direction === 'x' ? 2 : 3, Math.floor(length / spacing[direction])));
      built.ticks = ticks.map(({ value }) => ({ value }));
    },
    afterFit(fitted: Scale) {
      if (axis.width !== undefined) fitted.width = Math.max(fitted.width, axis.width);
    },
    ticks: {
      callback: (_value, index) => ticks[index]?.label ?? '',
      autoSkip: false,
      maxRotation: 0,
      color: theme.muted,
      font,
      padding: 6,
    },
    grid: { color: theme.grid, drawTicks: false, lineWidth: direction === 'x' ? 0 : 1 },
    border: { display: direction === 'x', color: theme.grid },
    title: { display: Boolean(axis.title), text: axis.title ?? '', color: theme.muted, font },
  };
}

export function lineOptions(x: Axis, y: Axis, theme: ChartTheme, right?: Axis | null): ChartOptions<'line'> {
  return {
    responsive: false,
    maintainAspectRatio: false,
    animation: false,
    parsing: false,
    normalized: true,
    events: [],
    layout: { padding: { top: 8, right: 12 } },
    elements: { point: { radius: 0, hitRadius: 0 }, line: { borderWidth: 1.5, tension: 0, borderJoinStyle: 'bevel' } },
    scales: {
      x: scale(x, 'x', theme),
      y: scale(y, 'y', theme),
      ...(right && { right: { ...scale(right, 'y', theme), position: 'right', grid: { display: false } } }),
    },
  };
}
