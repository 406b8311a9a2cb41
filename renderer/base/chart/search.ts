/** Binary search in sorted positions, and the nearest point that can be pointed at. */

/** Index of the first position that is not below the value; the length where there is none. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the position nearest to the value; -1 where there is none. The earlier one wins a tie. */
export function nearestIndex(sorted: ArrayLike<number>, value: number): number {
  const after = lowerBound(sorted, value);
  if (after === 0) return sorted.length === 0 ? -1 : 0;
  if (after === sorted.length) return after - 1;
  return value - (sorted[after - 1] ?? 0) <= (sorted[after] ?? 0) - value ? after - 1 : after;
}

/** As `nearestIndex`, but among the points with a value: gaps are passed over in both directions. */
export function nearestPoint(x: ArrayLike<number>, y: ArrayLike<number>, value: number): number {
  const after = lowerBound(x, value);
  let left = after - 1;
  let right = after;
  while (left >= 0 && !Number.isFinite(y[left])) left--;
  while (right < x.length && !Number.isFinite(y[right])) right++;
  if (left < 0) return right < x.length ? right : -1;
  if (right >= x.length) return left;
  return value - (x[left] ?? 0) <= (x[right] ?? 0) - value ? left : right;
}
