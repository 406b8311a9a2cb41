/** The chart of curves as a vector picture that stands alone: axes, lines, bands and a legend, with the colours of the theme. */
import type { Axis } from '../../base/chart/axes.ts';
import type { Domain } from '../../base/chart/domain.ts';
import type { Range } from '../../base/chart/viewport.ts';
import { toPixel } from '../../base/chart/viewport.ts';
import type { PlotLine } from './lines.ts';
import { dashOf } from './run-style.ts';

export interface SvgRequest {
  title: string;
  xTitle: string;
  lines: readonly PlotLine[];
  view: Range;
  height: Domain;
  xTicks: Axis['ticks'];
  yTicks: Axis['ticks'];
  palette: readonly string[];
  foreground: string;
  muted: string;
  background: string;
  fontFamily: string;
}

const area = { left: 72, right: 940, top: 44, bottom: 480 } as const;
const width = 960;
const legendLine = 18;
const legendColumns = 3;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const at = (value: number): string => value.toFixed(2);

function path(x: Float64Array, y: Float64Array, across: (value: number) => number, down: (value: number) => number): string {
  let begun = false;
  const parts: string[] = [];
  for (let i = 0; i < x.length; i++) {
    const [left, top] = [across(x[i] ?? Number.NaN), down(y[i] ?? Number.NaN)];
    if (!Number.isFinite(left) || !Number.isFinite(top)) begun = false;
    else {
      parts.push(`${begun ? 'L' : 'M'}${at(left)} ${at(top)}`);
      begun = true;
    }
  }
  return parts.join('');
}

export function curvesSvg(request: SvgRequest): { svg: string; width: number; height: number } {
  const { lines, view, height, palette, foreground, muted } = request;
  const across = (value: number): number => toPixel(value, view, area);
  const down = (value: number): number => toPixel(value, { from: height.min, to: height.max }, { left: area.bottom, right: area.top });
  const rows = Math.ceil(lines.length / legendColumns);
  const total = area.bottom + 56 + rows * legendLine;
  const color = ({ style }: PlotLine): string => escaped(palette[style % Math.max(1, palette.length)] ?? foreground);
  const label = (x: number, y: number, text: string, anchor: string, fill: string): string =>
    `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${escaped(fill)}">${escaped(text)}</text>`;
  const words = (text: string | string[]): string => (Array.isArray(text) ? text.join(' ') : text);

  const yAxis = request.yTicks(height.min, height.max, 8).map(({ value, label: text }) => {
    const y = down(value);
    return `<path d="M${area.left} ${at(y)}H${area.right}" stroke="${escaped(muted)}" stroke-opacity="0.3"/>${label(area.left - 8, y + 4, words(text), 'end', muted)}`;
  });
  const xAxis = request
    .xTicks(view.from, view.to, 9)
    .map(({ value, label: text }) => label(across(value), area.bottom + 18, words(text), 'middle', muted));
  const drawn = lines.map((line) => {
    const stroke = `fill="none" stroke="${color(line)}" stroke-linejoin="round"`;
    const reversed = line.band && {
      x: Float64Array.from(line.x).reverse(),
      y: Float64Array.from(line.band.low).reverse(),
    };
    const band =
      line.band && reversed
        ? `<path d="${path(line.x, line.band.high, across, down)}${path(reversed.x, reversed.y, across, down).replace('M', 'L')}Z" fill="${color(line)}" fill-opacity="0.18"/>`
        : '';
    const raw = line.raw ? `<path d="${path(line.raw.x, line.raw.y, across, down)}" ${stroke} stroke-opacity="0.28"/>` : '';
    const dash = dashOf(line.style);
    const dashed = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    return `${band}${raw}<path d="${path(line.x, line.y, across, down)}" ${stroke} stroke-width="${line.strong ? 3 : 1.5}"${dashed}/>`;
  });
  const legend = lines.map((line, i) => {
    const x = area.left + (i % legendColumns) * ((area.right - area.left) / legendColumns);
    const y = area.bottom + 58 + Math.floor(i / legendColumns) * legendLine;
    const dash = dashOf(line.style);
    const dashed = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    const name = line.label.length > 42 ? `${line.label.slice(0, 41)}…` : line.label;
    return `<path d="M${at(x)} ${y - 4}h22" stroke="${color(line)}" stroke-width="2"${dashed}/>${label(x + 28, y, name, 'start', foreground)}`;
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${escaped(request.fontFamily)}" font-size="12">`,
    `<title>${escaped(request.title)}</title>`,
    `<rect width="${width}" height="${total}" fill="${escaped(request.background)}"/>`,
    `<text x="${area.left}" y="26" font-size="15" font-weight="600" fill="${escaped(foreground)}">${escaped(request.title)}</text>`,
    ...yAxis,
    ...xAxis,
    label((area.left + area.right) / 2, area.bottom + 36, request.xTitle, 'middle', muted),
    `<clipPath id="plot"><rect x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"/></clipPath>`,
    `<g clip-path="url(#plot)">${drawn.join('')}</g>`,
    `<path d="M${area.left} ${area.bottom}H${area.right}" stroke="${escaped(muted)}"/>`,
    ...legend,
    '</svg>',
  ].join('\n');
  return { svg, width, height: total };
}

/** The picture as PNG, at twice its size. */
export async function svgToPng({ svg, width: wide, height }: { svg: string; width: number; height: number }): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = wide * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be drawn.');
  return new Uint8Array(await blob.arrayBuffer());
}
