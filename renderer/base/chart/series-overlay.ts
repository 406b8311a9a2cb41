import { dot, flag, inside, marker, selectedRange, verticalLine } from './overlay.ts';
import type { ChartMark } from './series-picture.ts';
import type { ChartTheme } from './theme.ts';
import type { PlotArea } from './use-plot.ts';

/** More marks than this have no line down to the axis. */
const lined = 40;

/** Everything in pixels. */
export interface SeriesOverlay {
  marks: readonly ChartMark[];
  line: number | null;
  dots: ReadonlyArray<{ left: number; top: number; color: string }>;
  selection: { from: number; to: number } | null;
}

/** Paints what lies above the lines of a chart of series. */
export function paintSeriesOverlay(area: PlotArea, theme: ChartTheme, picture: SeriesOverlay): (context: CanvasRenderingContext2D) => void {
  return (context) =>
    inside(context, area, () => {
      if (picture.selection) selectedRange(context, area, picture.selection.from, picture.selection.to, theme);
      let last = -Infinity;
      for (const mark of picture.marks) {
        if (Math.abs(mark.x - last) < 1) continue;
        last = mark.x;
        const color = mark.note
          ? theme.focus
          : mark.severity === 'error'
            ? theme.error
            : mark.severity === 'info'
              ? theme.muted
              : theme.warning;
        if (picture.marks.length <= lined || mark.note) verticalLine(context, area, mark.x, color, [2, 3]);
        if (mark.note) flag(context, area, mark.x, color);
        else marker(context, area, mark.x, color);
      }
      if (picture.line !== null) verticalLine(context, area, picture.line, theme.muted);
      for (const { left, top, color } of picture.dots) dot(context, left, top, color, theme.background);
    });
}
