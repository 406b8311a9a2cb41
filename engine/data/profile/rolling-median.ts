/**
 * Medians of the observed values from `reach` steps before to `reach` steps after each step, fewer at the ends; NaN where none is
 * observed. The values of the window are kept in order, so that a step costs O(reach).
 */
export function rollingMedian(values: Float64Array, reach: number): Float64Array {
  const window: number[] = [];
  const place = (value: number): number => {
    let [low, high] = [0, window.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (window[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const add = (value: number | undefined): void => {
    if (value !== undefined && !Number.isNaN(value)) window.splice(place(value), 0, value);
  };
  for (let t = 0; t < Math.min(reach, values.length); t++) add(values[t]);
  return values.map((_, t) => {
    add(values[t + reach]);
    const gone = values[t - reach - 1];
    if (gone !== undefined && !Number.isNaN(gone)) window.splice(place(gone), 1);
    return medianOfSorted(window);
  });
}

/** The mean of the two in the middle where the count is even; NaN of none. */
export function medianOfSorted(sorted: ArrayLike<number>): number {
  const half = sorted.length >>> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median of the observed values. */
export function median(values: Float64Array): number {
  return medianOfSorted(values.filter((value) => !Number.isNaN(value)).sort());
}
