/** Which rows of a long table are in view, and where they are drawn. */

export const rowHeight = 24;
/** A browser draws nothing beyond about 33 million pixels; a longer table is scrolled in strides. */
const tallest = 30_000_000;
const beyond = 8;

export interface RowWindow {
  /** Height of what is scrolled. */
  total: number;
  /** First row to draw and the one after the last. */
  from: number;
  to: number;
  /** Top of a row in what is scrolled. */
  topOf: (row: number) => number;
}

/** Pixels of the table for one pixel of the scroll bar: 1 as long as the table fits. */
function stride(rows: number, height: number): number {
  const whole = rows * rowHeight;
  return whole <= tallest ? 1 : (whole - height) / (tallest - height);
}

export function rowWindow(rows: number, scrollTop: number, height: number): RowWindow {
  const offset = scrollTop * stride(rows, height);
  const first = Math.floor(offset / rowHeight);
  return {
    total: Math.min(rows * rowHeight, tallest),
    from: Math.max(0, first - beyond),
    to: Math.min(rows, first + Math.ceil(height / rowHeight) + 1 + beyond),
    topOf: (row) => row * rowHeight - offset + scrollTop,
  };
}

/** Where to scroll so that a row is in view: in the middle, or as little as is needed. */
export function scrollFor(row: number, rows: number, scrollTop: number, height: number, align: 'center' | 'nearest'): number {
  const factor = stride(rows, height);
  const [top, offset] = [row * rowHeight, scrollTop * factor];
  const most = Math.max(0, rows * rowHeight - height);
  if (align === 'nearest' && top >= offset && top + rowHeight <= offset + height) return scrollTop;
  const wanted = align === 'center' ? top - (height - rowHeight) / 2 : top < offset ? top : top + rowHeight - height;
  return Math.min(most, Math.max(0, wanted)) / factor;
}

export interface ColumnPlace {
  index: number;
  left: number;
  width: number;
}

/** The columns that lie between two pixels, of columns side by side. */
export function columnsInView(widths: readonly number[], from: number, to: number): ColumnPlace[] {
  const places: ColumnPlace[] = [];
  let left = 0;
  widths.forEach((width, index) => {
    if (left + width >= from && left <= to) places.push({ index, left, width });
    left += width;
  });
  return places;
}
