/** Columns of numbers as chart.js wants them, thinned where there are more than can be seen. */

export interface Point {
  x: number;
  y: number;
}

export function toPoints(x: ArrayLike<number>, y: ArrayLike<number>): Point[] {
  return Array.from({ length: x.length }, (_, i) => ({ x: x[i] ?? Number.NaN, y: y[i] ?? Number.NaN }));
}

/** Points with a gap on both sides: no line is drawn to them, so they need a dot to be seen. */
export function isolatedPoints(points: readonly Point[]): Point[] {
  const has = (point: Point | undefined): boolean => point !== undefined && Number.isFinite(point.y);
  return points.filter((point, i) => has(point) && !has(points[i - 1]) && !has(points[i + 1]));
}

/** Smallest and largest of each bucket, in order, at most `limit` points; spikes and gaps survive. */
export function thinPoints(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points;
  const buckets = Math.max(1, Math.floor(limit / 2));
  const kept: Point[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = points.slice(Math.floor((bucket * points.length) / buckets), Math.floor(((bucket + 1) * points.length) / buckets));
    let low = -1;
    let high = -1;
    part.forEach(({ y }, i) => {
      if (!Number.isFinite(y)) return;
      if (low < 0 || y < (part[low]?.y ?? 0)) low = i;
      if (high < 0 || y > (part[high]?.y ?? 0)) high = i;
    });
    for (const index of low < 0 ? [0] : [...new Set([Math.min(low, high), Math.max(low, high)])]) {
      const point = part[index];
      if (point) kept.push(point);
    }
  }
  return kept;
}
