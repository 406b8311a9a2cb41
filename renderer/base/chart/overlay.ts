/** What is painted above the lines: crosshair, points, markers, the selected range. */

import { withAlpha, type ChartTheme } from './theme.ts';
import type { PlotArea } from './use-plot.ts';

/** Half pixels give hairlines. */
const crisp = (pixel: number): number => Math.round(pixel) + 0.5;

export function verticalLine(context: CanvasRenderingContext2D, area: PlotArea, x: number, color: string, dash: number[] = []): void {
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(crisp(x), area.top);
  context.lineTo(crisp(x), area.bottom);
  context.stroke();
  context.restore();
}

/** A dot with a rim in the background's colour, so that it stands out from the line it is on. */
export function dot(context: CanvasRenderingContext2D, x: number, y: number, color: string, rim: string): void {
  if (!Number.isFinite(y)) return;
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = rim;
  context.stroke();
}

export function selectedRange(context: CanvasRenderingContext2D, area: PlotArea, from: number, to: number, theme: ChartTheme): void {
  const left = Math.max(area.left, Math.min(from, to));
  const right = Math.min(area.right, Math.max(from, to));
  context.fillStyle = withAlpha(theme.focus, 0.2);
  context.fillRect(left, area.top, right - left, area.bottom - area.top);
  verticalLine(context, area, left, theme.focus);
  verticalLine(context, area, right, theme.focus);
}

/** A small triangle hanging from the top edge. */
export function marker(context: CanvasRenderingContext2D, area: PlotArea, x: number, color: string): void {
  context.beginPath();
  context.moveTo(x - 4.5, area.top - 6);
  context.lineTo(x + 4.5, area.top - 6);
  context.lineTo(x, area.top + 2);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}

/** A small flag that stands on the top edge. */
export function flag(context: CanvasRenderingContext2D, area: PlotArea, x: number, color: string): void {
  context.fillStyle = color;
  context.fillRect(crisp(x) - 0.5, area.top - 8, 1.5, 14);
  context.fillRect(crisp(x), area.top - 8, 8, 6);
}

/** A short text beside a vertical line, on whichever side has room. */
export function lineLabel(context: CanvasRenderingContext2D, area: PlotArea, x: number, text: string, theme: ChartTheme): void {
  context.font = `11px ${theme.fontFamily}`;
  context.textBaseline = 'top';
  const width = context.measureText(text).width;
  const left = x + 6 + width <= area.right ? x + 6 : x - 6 - width;
  context.fillStyle = withAlpha(theme.background, 0.8);
  context.fillRect(left - 2, area.top + 1, width + 4, 14);
  context.fillStyle = theme.foreground;
  context.fillText(text, left, area.top + 3);
}

/** Clips to the width of the plot, the strip above it included, for the length of one painting. */
export function inside(context: CanvasRenderingContext2D, area: PlotArea, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(area.left, 0, area.right - area.left, area.bottom);
  context.clip();
  paint();
  context.restore();
}
