/** Columns of numbers as chart.js wants them, thinned where there are more than can be seen. */

export interface Point {
  x: number;
  y: number;
}

export function toPoints(x: ArrayLike<number>, y: ArrayLike<number>): Point[] {
  const points = new Array<Point>(x.length);
  for (let i = 0; i < x.length; i++) points[i] = { x: x[i] ?? Number.NaN, y: y[i] ?? Number.NaN };
  return points;
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
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    let low = -1;
    let high = -1;
    for (let i = from; i < to; i++) {
      const y = points[i]?.y ?? Number.NaN;
      if (!Number.isFinite(y)) continue;
      if (low < 0 || y < (points[low]?.y ?? 0)) low = i;
      if (high < 0 || y > (points[high]?.y ?? 0)) high = i;
    }
    const [first, second] = low < 0 ? [from, from] : [Math.min(low, high), Math.max(low, high)];
    kept.push(points[first]!);
    if (second !== first) kept.push(points[second]!);
  }
  return kept;
}
