/** A picture as pixels. */
import type { ChartImage, Shape, Spot } from './shapes.ts';

/** Pixels a unit: sharp on dense screens and in print. */
const DENSITY = 2;

type Context = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'stroke'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'arc'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'font'
  | 'textAlign'
>;

function trace(context: Context, points: readonly Spot[]): void {
  context.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

export function paintShape(context: Context, shape: Shape, fontFamily: string): void {
  switch (shape.kind) {
    case 'rect':
      context.fillStyle = shape.fill;
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      break;
    case 'line':
      trace(context, shape.points);
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width;
      context.lineJoin = 'bevel';
      context.setLineDash([...(shape.dash ?? [])]);
      context.stroke();
      break;
    case 'area':
      trace(context, shape.points);
      context.closePath();
      context.fillStyle = shape.fill;
      context.fill();
      break;
    case 'dot':
      context.beginPath();
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      context.fillStyle = shape.fill;
      context.fill();
      break;
    case 'text':
      context.fillStyle = shape.fill;
      context.font = `${shape.bold ? '600 ' : ''}${shape.size}px ${fontFamily}`;
      context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
      context.fillText(shape.text, shape.x, shape.y);
  }
}

export async function imagePng({ width, height, background, fontFamily, shapes }: ChartImage): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = height * DENSITY;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The page has no canvas to draw the picture on.');
  context.scale(DENSITY, DENSITY);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) paintShape(context, shape, fontFamily);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`The picture of ${canvas.width} by ${canvas.height} pixels could not be made.`);
  return new Uint8Array(await blob.arrayBuffer());
}
