/** Title, legend and axes of a picture, and where between them the data lies. */
import type { LegendEntry } from './legend.ts';
import { textWidth, type Shape } from './shapes.ts';
import type { ChartTheme } from './theme.ts';
import type { Tick } from './ticks.ts';
import type { PlotArea } from './picture.ts';

const TITLE = 14;
const LABEL = 11;
const LINE = 15;
const EDGE = 12;

export interface PictureFrame {
  title: string;
  legend: readonly LegendEntry[];
  x: { min: number; max: number; ticks: (count: number) => Tick[]; title?: string | undefined };
  y: { min: number; max: number; ticks: (count: number) => Tick[]; title?: string | undefined };
  right?: PictureFrame['y'] | null | undefined;
}

export interface Framed {
  shapes: Shape[];
  area: PlotArea;
  across: (x: number) => number;
  down: (y: number) => number;
  /** Of a value of the right axis; as `down` where there is none. */
  downRight: (y: number) => number;
}

const linesOf = ({ label }: Tick): string[] => (Array.isArray(label) ? label : [label]);

export function frameShapes({ title, legend, x, y, right }: PictureFrame, width: number, height: number, theme: ChartTheme): Framed {
  const shapes: Shape[] = [];
  let top = EDGE;
  const write = (text: string, at: number, baseline: number, anchor: 'start' | 'middle' | 'end', size = LABEL, bold = false): void => {
    shapes.push({ kind: 'text', x: at, y: baseline, text, anchor, size, fill: size === TITLE ? theme.foreground : theme.muted, bold });
  };
  if (title !== '') {
    write(title, EDGE, top + TITLE, 'start', TITLE, true);
    top += TITLE + 10;
  }
  let left = EDGE;
  for (const { label, color, dash, band } of legend) {
    const wide = 28 + textWidth(label, LABEL) + 14;
    if (left > EDGE && left + wide > width) {
      left = EDGE;
      top += LINE;
    }
    if (band) shapes.push({ kind: 'rect', x: left, y: top + 1, width: 22, height: 10, fill: color });
    else
      shapes.push({
        kind: 'line',
        points: [
          [left, top + 6],
          [left + 22, top + 6],
        ],
        stroke: color,
        width: 2,
        dash,
      });
    write(label, left + 28, top + 10, 'start');
    left += wide;
  }
  if (legend.length > 0) top += LINE + 6;
  if (y.title || right?.title) {
    write(y.title ?? '', EDGE, top + LABEL, 'start');
    write(right?.title ?? '', width - EDGE, top + LABEL, 'end');
    top += LINE;
  }
  const count = Math.max(2, Math.floor((height - top) / 48));
  const rows = y.ticks(count);
  const rightRows = right?.ticks(count) ?? [];
  const gutterOf = (ticks: readonly Tick[]): number =>
    Math.max(24, ...ticks.map((tick) => textWidth(linesOf(tick)[0] ?? '', LABEL))) + EDGE + 6;
  const gutter = gutterOf(rows);
  const rightGutter = right ? gutterOf(rightRows) : EDGE + 6;
  const columns = x.ticks(Math.max(2, Math.floor((width - gutter - rightGutter) / 92)));
  const deep = Math.max(1, ...columns.map((tick) => linesOf(tick).length)) * LINE + (x.title ? LINE : 0) + EDGE;
  const area: PlotArea = { left: gutter, right: width - rightGutter, top: top + 6, bottom: height - deep };
  const across = (value: number): number => area.left + ((value - x.min) / (x.max - x.min)) * (area.right - area.left);
  const downOn = ({ min, max }: PictureFrame['y'], value: number): number =>
    area.bottom - ((value - min) / (max - min)) * (area.bottom - area.top);
  const down = (value: number): number => downOn(y, value);
  const downRight = (value: number): number => downOn(right ?? y, value);
  for (const tick of rows) {
    const at = down(tick.value);
    shapes.push({
      kind: 'line',
      points: [
        [area.left, at],
        [area.right, at],
      ],
      stroke: theme.grid,
      width: 1,
    });
    write(linesOf(tick)[0] ?? '', area.left - 6, at + 4, 'end');
  }
  for (const tick of rightRows) write(linesOf(tick)[0] ?? '', area.right + 6, downRight(tick.value) + 4, 'start');
  for (const tick of columns) {
    linesOf(tick).forEach((line, row) => write(line, across(tick.value), area.bottom + LINE * (row + 1), 'middle'));
  }
  shapes.push({
    kind: 'line',
    points: [
      [area.left, area.bottom],
      [area.right, area.bottom],
    ],
    stroke: theme.muted,
    width: 1,
  });
  if (x.title) write(x.title, (area.left + area.right) / 2, height - EDGE + 4, 'middle');
  return { shapes, area, across, down, downRight };
}
