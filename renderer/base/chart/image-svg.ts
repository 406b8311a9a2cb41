/** A picture as an SVG file: vectors and real text. */
import type { ChartImage, Shape, Spot } from './shapes.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);
/** A hundredth of a pixel is finer than anybody sees. */
const round = (value: number): string => String(Number(value.toFixed(2)));
const pairs = (points: readonly Spot[]): string => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${escape(shape.fill)}"/>`;
    case 'line': {
      const dash = shape.dash?.length ? ` stroke-dasharray="${shape.dash.map(round).join(' ')}"` : '';
      return `<polyline points="${pairs(shape.points)}" fill="none" stroke="${escape(shape.stroke)}" stroke-width="${round(shape.width)}" stroke-linejoin="bevel"${dash}/>`;
    }
    case 'area':
      return `<polygon points="${pairs(shape.points)}" fill="${escape(shape.fill)}"/>`;
    case 'dot':
      return `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${round(shape.radius)}" fill="${escape(shape.fill)}"/>`;
    case 'text': {
      const weight = shape.bold ? ' font-weight="600"' : '';
      return `<text x="${round(shape.x)}" y="${round(shape.y)}" text-anchor="${shape.anchor}" font-size="${round(shape.size)}" fill="${escape(shape.fill)}"${weight}>${escape(shape.text)}</text>`;
    }
  }
}

export function imageSvg({ width, height, background, fontFamily, shapes }: ChartImage): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(fontFamily)}">`,
    `<rect width="${width}" height="${height}" fill="${escape(background)}"/>`,
    ...shapes.map(element),
    '</svg>\n',
  ].join('\n');
}
