/** Arithmetic of the visible range on the x axis: zoom, pan, clamp, and pixels to values and back. */

export interface Range {
  from: number;
  to: number;
}

/** Pixels between which a range is drawn. */
export interface Track {
  left: number;
  right: number;
}

/** A range of positive length: a single instant gets a step on either side. */
export function wholeRange(extent: readonly [number, number]): Range {
  const [from, to] = extent;
  return to > from ? { from, to } : { from: from - 1, to: from + 1 };
}

export const sameRange = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to;

export const covers = (outer: Range, inner: Range): boolean => outer.from <= inner.from && outer.to >= inner.to;

/** Shifts the range into the extent; its length is kept between the least length and the extent's own. */
export function clampRange(range: Range, extent: Range, least: number): Range {
  const whole = extent.to - extent.from;
  const length = Math.min(whole, Math.max(range.to - range.from, Math.min(least, whole)));
  if (length >= whole) return { ...extent };
  const centred = (range.from + range.to - length) / 2;
  const from = Math.min(Math.max(range.to - range.from === length ? range.from : centred, extent.from), extent.to - length);
  return { from, to: from + length };
}

/** Scales the range by the factor (below 1: closer) while the anchor keeps its place on the screen. */
export function zoomRange(range: Range, extent: Range, factor: number, anchor: number, least: number): Range {
  const length = range.to - range.from;
  const bounded = Math.max(length * factor, Math.min(least, extent.to - extent.from));
  const share = (anchor - range.from) / length;
  const from = anchor - share * bounded;
  return clampRange({ from, to: from + bounded }, extent, least);
}

/** Moves the range by a share of its length. */
export function panRange(range: Range, extent: Range, share: number): Range {
  const length = range.to - range.from;
  const from = range.from + share * length;
  return clampRange({ from, to: from + length }, extent, length);
}

/** The range with a share of its length added on both sides, inside the extent. */
export function withMargin(range: Range, extent: Range, share: number): Range {
  const margin = (range.to - range.from) * share;
  return { from: Math.max(extent.from, range.from - margin), to: Math.min(extent.to, range.to + margin) };
}

export const toPixel = (value: number, range: Range, track: Track): number =>
  track.left + ((value - range.from) / (range.to - range.from)) * (track.right - track.left);

export const toValue = (pixel: number, range: Range, track: Track): number =>
  range.from + ((pixel - track.left) / Math.max(1, track.right - track.left)) * (range.to - range.from);

export type Grip = 'start' | 'end' | 'body';

/** The range after one of its edges, or the whole of it, was dragged by a distance in x units. */
export function dragRange(start: Range, grip: Grip, distance: number, extent: Range, least: number): Range {
  if (grip === 'body') return clampRange({ from: start.from + distance, to: start.to + distance }, extent, start.to - start.from);
  const bound = Math.min(least, extent.to - extent.from);
  if (grip === 'start') return { from: Math.max(extent.from, Math.min(start.from + distance, start.to - bound)), to: start.to };
  return { from: start.from, to: Math.min(extent.to, Math.max(start.to + distance, start.from + bound)) };
}

/** Factor of one wheel turn; `mode` is WheelEvent.deltaMode (pixels, lines, pages). */
export function wheelFactor(delta: number, mode: number): number {
  const pixels = mode === 1 ? delta * 16 : mode === 2 ? delta * 400 : delta;
  return Math.exp(Math.max(-300, Math.min(300, pixels)) * 0.002);
}
