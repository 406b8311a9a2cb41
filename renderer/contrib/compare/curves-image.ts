/** The curves as a picture to take away: all lines that are drawn, with bands, axes, a legend and the colours of the theme. */
import type { Axis } from '../../base/chart/axes.ts';
import type { Domain } from '../../base/chart/domain.ts';
import { pictureImage } from '../../base/chart/picture-shapes.ts';
import type { Picture } from '../../base/chart/picture.ts';
import type { Point } from '../../base/chart/points.ts';
import { thinPoints, toPoints } from '../../base/chart/points.ts';
import type { ChartImage } from '../../base/chart/shapes.ts';
import { textWidth } from '../../base/chart/shapes.ts';
import { readTheme, withAlpha } from '../../base/chart/theme.ts';
import type { Range } from '../../base/chart/viewport.ts';
import type { PlotLine } from './lines.ts';
import { dashOf, paletteOf } from './run-style.ts';

export interface CurvesImageRequest {
  title: string;
  xTitle: string;
  lines: readonly PlotLine[];
  view: Range;
  height: Domain;
  xTicks: Axis['ticks'];
  yTicks: Axis['ticks'];
  /** The value of a style property where the chart stands. */
  property: (name: string) => string;
}

const width = 960;
const plotHeight = 460;
const legendLine = 15;
const pointsOfLine = 2000;
const longestLabel = 60;

/** The part of a line inside the picture, cut at its edges: shapes are not clipped. */
export function cutPoints(x: Float64Array, y: Float64Array, view: Range, { min, max }: Domain): Point[] {
  const inside = (value: number): number => Math.min(max, Math.max(min, value));
  const points = toPoints(x, y);
  const cut: Point[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    for (const edge of [view.from, view.to]) {
      if (before && before.x < edge && point.x > edge)
        cut.push({ x: edge, y: inside(before.y + ((point.y - before.y) * (edge - before.x)) / (point.x - before.x)) });
    }
    if (point.x >= view.from && point.x <= view.to) cut.push({ x: point.x, y: inside(point.y) });
  });
  return cut;
}

export function curvesImage(request: CurvesImageRequest): ChartImage {
  const { title, lines, view, height, property } = request;
  const theme = readTheme(property);
  const palette = paletteOf(property, theme);
  const colorOf = ({ style }: PlotLine): string => palette[style % palette.length] ?? theme.foreground;
  const drawn = (x: Float64Array, y: Float64Array, color: string): Picture['datasets'][number] => {
    const data = [...thinPoints(cutPoints(x, y, view, height), pointsOfLine)];
    return { data, borderColor: color, backgroundColor: color, borderWidth: 1.5, pointRadius: data.length === 1 ? 3 : 0 };
  };
  const datasets = lines.flatMap((line) => {
    const color = colorOf(line);
    const faint = withAlpha(color, 0.18);
    // The picture draws later datasets first, and a band fills down to the dataset before it.
    return [
      { ...drawn(line.x, line.y, color), borderDash: dashOf(line.style), borderWidth: line.strong ? 3 : 1.5 },
      ...(line.raw ? [{ ...drawn(line.raw.x, line.raw.y, withAlpha(color, 0.28)), borderWidth: 1 }] : []),
      ...(line.band
        ? [
            { ...drawn(line.x, line.band.low, faint), borderWidth: 0, pointRadius: 0 },
            { ...drawn(line.x, line.band.high, faint), borderWidth: 0, pointRadius: 0, fill: '-1' as const },
          ]
        : []),
    ];
  });
  const legend = lines.map((line) => ({
    label: line.label.length > longestLabel ? `${line.label.slice(0, longestLabel - 1)}…` : line.label,
    color: colorOf(line),
    dash: dashOf(line.style),
  }));
  const legendRows = Math.ceil(legend.reduce((sum, { label }) => sum + 42 + textWidth(label, 11), 0) / (width * 0.75));
  return pictureImage({
    picture: {
      datasets,
      x: { min: view.from, max: view.to, ticks: request.xTicks, title: request.xTitle },
      y: { ...height, ticks: request.yTicks },
    },
    theme,
    title,
    legend,
    width,
    height: plotHeight + legendRows * legendLine,
  });
}

/** Reads the style properties of an element. */
export function propertyOf(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name);
}
