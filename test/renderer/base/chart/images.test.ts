// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { barImage } from '../../../../renderer/base/chart/bar-picture.ts';
import { columnDomain, columnImage } from '../../../../renderer/base/chart/column-picture.ts';
import { fanDatasets, fanDomain, fanLegend, fanOf, fanRange, fanTable } from '../../../../renderer/base/chart/fan-picture.ts';
import { paintShape } from '../../../../renderer/base/chart/image-canvas.ts';
import { imageSvg } from '../../../../renderer/base/chart/image-svg.ts';
import { percentFormatter, valueFormatter } from '../../../../renderer/base/chart/number-format.ts';
import { pictureImage } from '../../../../renderer/base/chart/picture-shapes.ts';
import { positionAxis } from '../../../../renderer/base/chart/series-picture.ts';
import type { Shape } from '../../../../renderer/base/chart/shapes.ts';
import { english } from '../../../../renderer/base/chart/text.ts';
import { readTheme } from '../../../../renderer/base/chart/theme.ts';
import { numberTicks } from '../../../../renderer/base/chart/ticks.ts';
import { monthlyForecast } from './page/fake-data.ts';

const theme = readTheme(() => '');
const forecast = monthlyForecast();
const fan = fanOf(forecast);
const percent = percentFormatter('en');
const lines = [
  { label: 'What came <&>', values: forecast.mean, observed: true },
  { label: 'Other', values: forecast.mean },
];

describe('the picture of a forecast', () => {
  const domain = fanDomain(fan, lines);
  const image = pictureImage({
    picture: {
      datasets: fanDatasets(fan, theme, lines),
      x: positionAxis(fanRange(fan), true, 'en', 'UTC'),
      y: { ...domain, title: 'units', ticks: (min, max, count) => numberTicks(min, max, count, { locale: 'en' }) },
    },
    theme,
    title: 'Forecast of <A & B>',
    legend: fanLegend(fan, theme, english, percent, lines),
    width: 800,
    height: 400,
  });
  const svg = imageSvg(image);

  it('is vectors: bands as polygons, lines with their dashes, text as text, and well formed', () => {
    const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(page.querySelector('parsererror')).toBeNull();
    expect(page.querySelectorAll('polygon')).toHaveLength(fan.intervals.length);
    expect([...page.querySelectorAll('text')].map((text) => text.textContent)).toEqual(
      expect.arrayContaining(['Forecast of <A & B>', 'What came <&>', 'units', 'Median']),
    );
    expect(page.querySelectorAll('polyline[stroke-dasharray="6 3"]').length).toBeGreaterThanOrEqual(2);
    expect(page.querySelectorAll('circle')).toHaveLength(forecast.mean.length + 1);
  });

  it('keeps everything inside its edges', () => {
    for (const shape of image.shapes) {
      const points = shape.kind === 'line' || shape.kind === 'area' ? shape.points : [[shape.x, shape.y] as const];
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(800);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(400);
      }
    }
  });

  it('breaks lines at gaps', () => {
    const gap = { ...forecast, historyValues: forecast.historyValues.map((value, i) => (i === 5 ? Number.NaN : value)) };
    const datasets = fanDatasets(fanOf(gap), theme);
    const axis = { min: domain.min, max: domain.max, ticks: () => [] };
    const shapes = (of: typeof datasets): Shape[] => [
      ...pictureImage({
        picture: { datasets: of, x: positionAxis(fanRange(fan), true, 'en', 'UTC'), y: axis },
        theme,
        title: '',
        legend: [],
        width: 400,
        height: 300,
      }).shapes,
    ];
    const solid = (of: Shape[]): number => of.filter((shape) => shape.kind === 'line' && shape.stroke === theme.series[0]).length;
    expect(solid(shapes(datasets))).toBe(solid(shapes(fanDatasets(fan, theme))) + 1);
  });

  it('has a table with the further lines', () => {
    const formats = { position: String, value: valueFormatter('en'), percent };
    const { columns, rows } = fanTable(fan, 'Time', formats, english, lines);
    expect(columns.slice(-2)).toEqual(['What came <&>', 'Other']);
    expect(rows[0]!.at(-1)).toBe(formats.value(forecast.mean[0]!));
  });
});

describe('columns', () => {
  const content = {
    columns: [
      { label: '1', value: 0.5, text: '0.5' },
      { label: '2', value: -0.25, text: '-0.25' },
      { label: '3', value: Number.NaN, text: '–' },
    ],
    levels: [{ value: 0.4, label: 'Bound' }],
    locale: 'en',
  };

  it('stand on zero, whichever way they go; one without a value is left out', () => {
    const rects = columnImage(content, 'Lags', 500, 300, theme).shapes.filter((shape) => shape.kind === 'rect');
    expect(rects).toHaveLength(2);
    const [up, down] = rects;
    expect(up!.y + up!.height).toBeCloseTo(down!.y, 6);
    expect(up!.height / down!.height).toBeCloseTo(2, 6);
  });

  it('end at zero where all lie on one side of it', () => {
    expect(columnDomain({ columns: content.columns.slice(0, 1), levels: [] }).min).toBe(0);
    expect(columnDomain({ columns: content.columns.slice(1, 2), levels: [] }).max).toBe(0);
    expect(columnDomain({ columns: [], levels: [] })).toMatchObject({ min: 0 });
  });
});

describe('bars on a line of numbers', () => {
  const bars = [
    { from: 0, to: 2, value: 4, label: '0 to 2' },
    { from: 2, to: 3, value: -1, label: '2 to 3' },
    { from: 3, to: 4, value: Number.NaN, label: '3 to 4' },
  ];
  const image = barImage({ bars, bound: 2, boundLabel: 'Noise', xTitle: 'Value', whole: false, locale: 'en' }, 'Spread', 500, 300, theme);
  const rects = image.shapes.filter((shape) => shape.kind === 'rect');
  const [wide, narrow] = rects;

  it('are as wide as their stretch and as high as their value, on one zero', () => {
    expect(rects).toHaveLength(2);
    expect((wide!.width + 2) / (narrow!.width + 2)).toBeCloseTo(2, 6);
    expect(wide!.height / narrow!.height).toBeCloseTo(4, 6);
    expect(wide!.y + wide!.height).toBeCloseTo(narrow!.y, 6);
    expect(wide!.fill).not.toBe(narrow!.fill);
  });

  it('become a file with title, bounds and axis', () => {
    const svg = imageSvg(image);
    for (const text of ['Spread', 'Noise', 'Value']) expect(svg).toContain(`>${text}<`);
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(3);
  });
});

it('every kind of shape is painted', () => {
  const calls: string[] = [];
  const context = new Proxy(
    {},
    {
      get: (_, name) => () => calls.push(String(name)),
      set: () => true,
    },
  ) as never;
  const shapes: Shape[] = [
    { kind: 'rect', x: 0, y: 0, width: 1, height: 1, fill: 'red' },
    {
      kind: 'line',
      points: [
        [0, 0],
        [1, 1],
      ],
      stroke: 'red',
      width: 1,
      dash: [1, 2],
    },
    {
      kind: 'area',
      points: [
        [0, 0],
        [1, 1],
        [1, 0],
      ],
      fill: 'red',
    },
    { kind: 'dot', x: 0, y: 0, radius: 1, fill: 'red' },
    { kind: 'text', x: 0, y: 0, text: 'a', anchor: 'end', size: 11, fill: 'red' },
  ];
  for (const shape of shapes) paintShape(context, shape, 'serif');
  expect(calls).toEqual(expect.arrayContaining(['fillRect', 'setLineDash', 'stroke', 'closePath', 'arc', 'fillText']));
});
