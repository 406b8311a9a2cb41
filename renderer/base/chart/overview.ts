import type { WindowResult } from '../../../engine/protocol/data.ts';
import type { Domain } from './domain.ts';
import type { PlotArea } from './use-plot.ts';
import { toPixel, type Range } from './viewport.ts';

/** Draws the points as one line, broken at gaps. */
export function polyline(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  { x, y }: WindowResult,
  extent: Range,
  domain: Domain,
  color: string,
): void {
  const height = { from: domain.min, to: domain.max };
  const upwards = { left: area.bottom, right: area.top };
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  let open = false;
  for (let i = 0; i < x.length; i++) {
    const value = y[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      open = false;
      continue;
    }
    const left = toPixel(x[i] ?? 0, extent, area);
    const top = toPixel(value, height, upwards);
    if (open) context.lineTo(left, top);
    else context.moveTo(left, top);
    open = true;
  }
  context.stroke();
}
