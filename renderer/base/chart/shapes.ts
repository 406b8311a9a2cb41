/** What a picture of a chart consists of, in pixels from its top left corner; drawn on screen, as SVG and as PNG from the same list. */

export type Spot = readonly [x: number, y: number];

export type Shape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string }
  | { kind: 'line'; points: readonly Spot[]; stroke: string; width: number; dash?: readonly number[] | undefined }
  | { kind: 'area'; points: readonly Spot[]; fill: string }
  | { kind: 'dot'; x: number; y: number; radius: number; fill: string }
  | { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; size: number; fill: string; bold?: boolean };

export interface ChartImage {
  width: number;
  height: number;
  background: string;
  fontFamily: string;
  shapes: readonly Shape[];
}

/** About how wide a text is drawn: the mean letter of interface fonts is a little over half as wide as high. */
export const textWidth = (text: string, size: number): number => text.length * size * 0.56;
