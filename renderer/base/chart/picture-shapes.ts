/** The picture of a chart of lines and bands as shapes: the same data, colours and dashes as on screen, with a title and a legend. */
import { frameShapes } from './frame-shapes.ts';
import type { LegendEntry } from './legend.ts';
import type { Point } from './points.ts';
import type { ChartImage, Shape, Spot } from './shapes.ts';
import type { ChartTheme } from './theme.ts';
import type { Picture } from './picture.ts';

export interface PictureImage {
  picture: Picture;
  theme: ChartTheme;
  title: string;
  legend: readonly LegendEntry[];
  width: number;
  height: number;
}

type Dataset = Picture['datasets'][number];

export function pictureImage({ picture, theme, title, legend, width, height }: PictureImage): ChartImage {
  const { x, y, right, datasets } = picture;
  const frame = frameShapes(
    {
      title,
      legend,
      x: { ...x, ticks: (count) => x.ticks(x.min, x.max, count) },
      y: { ...y, ticks: (count) => y.ticks(y.min, y.max, count) },
      right: right && { ...right, ticks: (count) => right.ticks(right.min, right.max, count) },
    },
    width,
    height,
    theme,
  );
  const spotOf =
    ({ yAxisID }: Dataset) =>
    ({ x: at, y: value }: Point): Spot => [frame.across(at), yAxisID === 'right' ? frame.downRight(value) : frame.down(value)];
  const inside = ({ x: at }: Point): boolean => at >= x.min && at <= x.max;
  const drawn = datasets
    .map((dataset, index) => ({ dataset, index, order: typeof dataset.order === 'number' ? dataset.order : 0 }))
    .sort((a, b) => b.order - a.order || b.index - a.index)
    .flatMap(({ dataset, index }) => [
      ...(dataset.fill === '-1' ? band(datasets[index - 1], dataset, spotOf(dataset)) : []),
      ...line(dataset, spotOf(dataset)),
      ...dots(dataset, spotOf(dataset), inside),
    ]);
  return { width, height, background: theme.background, fontFamily: theme.fontFamily, shapes: [...frame.shapes, ...drawn] };
}

/** The stretches without a gap. */
function stretches(points: readonly Point[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.y)) found.at(-1)!.push(point);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((stretch) => stretch.length > 0);
}

function band(lower: Dataset | undefined, upper: Dataset, spot: (point: Point) => Spot): Shape[] {
  if (!lower || typeof upper.backgroundColor !== 'string') return [];
  const edge = [...stretches(upper.data).flat(), ...stretches(lower.data).flat().reverse()];
  return edge.length < 3 ? [] : [{ kind: 'area', points: edge.map(spot), fill: upper.backgroundColor }];
}

function line({ data, borderColor, borderWidth, borderDash, showLine }: Dataset, spot: (point: Point) => Spot): Shape[] {
  if (showLine === false || borderWidth === 0 || typeof borderColor !== 'string') return [];
  const width = typeof borderWidth === 'number' ? borderWidth : 1.5;
  const dash = Array.isArray(borderDash) ? borderDash.filter((length) => typeof length === 'number') : undefined;
  return stretches(data)
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => ({
      kind: 'line',
      points: stretch.map(spot),
      stroke: borderColor,
      width,
      dash,
    }));
}

function dots({ data, backgroundColor, pointRadius }: Dataset, spot: (point: Point) => Spot, inside: (point: Point) => boolean): Shape[] {
  if (typeof pointRadius !== 'number' || pointRadius <= 0 || typeof backgroundColor !== 'string') return [];
  return data
    .filter((point) => Number.isFinite(point.y) && inside(point))
    .map((point) => ({ kind: 'dot', x: spot(point)[0], y: spot(point)[1], radius: pointRadius, fill: backgroundColor }));
}
