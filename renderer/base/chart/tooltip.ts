import type { Size } from './use-element-size.ts';

export interface Tooltip {
  /** The point it belongs to, in pixels of the plot. */
  x: number;
  y: number;
  heading: string;
  rows: Array<{ label: string; value: string; color?: string | undefined }>;
  notes?: string[] | undefined;
}

const gap = 14;

/** Right of the point and above it, or where there is room. */
export function tooltipPlace(at: { x: number; y: number }, own: Size, bounds: Size): { left: number; top: number } {
  const right = at.x + gap;
  const left = right + own.width <= bounds.width ? right : Math.max(0, at.x - gap - own.width);
  const top = Math.min(Math.max(0, at.y - gap - own.height), Math.max(0, bounds.height - own.height));
  return { left: Math.round(left), top: Math.round(top) };
}
