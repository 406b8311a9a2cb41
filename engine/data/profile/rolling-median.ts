/**
 * Medians of the observed values from `reach` steps before to `reach` steps after each step, fewer at the ends; NaN where none is
 * observed. The values of the window are kept in order, so that a step costs O(reach): one that comes takes the place of one that goes, and those
 * between them move by one.
 */
export function rollingMedian(values: Float64Array, reach: number): Float64Array {
  const window = new Float64Array(2 * reach + 1);
  const medians = new Float64Array(values.length);
  let count = 0;
  const end = values.length;
  for (let t = 1 - reach; t <= end; t++) {
    // Before step t the window gets value t - 1 + reach and loses value t - 2 - reach.
    const comes = t - 1 + reach < end ? values[t - 1 + reach]! : Number.NaN;
    const goes = t - 2 - reach >= 0 ? values[t - 2 - reach]! : Number.NaN;
    if (comes === comes && goes === goes) exchange(window, count, comes, goes);
    else if (comes === comes) count = insert(window, count, comes);
    else if (goes === goes) count = remove(window, count, goes);
    if (t >= 1) medians[t - 1] = middleOf(window, count);
  }
  return medians;
}

/** Where a value stands, or would stand, among the first `count`. */
function placeOf(window: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (window[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(window: Float64Array, count: number, value: number): number {
  const place = placeOf(window, count, value);
  for (let i = count; i > place; i--) window[i] = window[i - 1]!;
  window[place] = value;
  return count + 1;
}

function remove(window: Float64Array, count: number, value: number): number {
  for (let i = placeOf(window, count, value); i < count - 1; i++) window[i] = window[i + 1]!;
  return count - 1;
}

function exchange(window: Float64Array, count: number, comes: number, goes: number): void {
  let place = placeOf(window, count, goes);
  if (comes > goes) for (; place + 1 < count && window[place + 1]! < comes; place++) window[place] = window[place + 1]!;
  else for (; place > 0 && window[place - 1]! > comes; place--) window[place] = window[place - 1]!;
  window[place] = comes;
}

function middleOf(sorted: Float64Array, count: number): number {
  const half = count >>> 1;
  if (count === 0) return Number.NaN;
  return count % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median of the observed values: the mean of the two in the middle where their number is even; NaN of none. */
export function median(values: Float64Array): number {
  const observed = new Float64Array(values.length);
  let count = 0;
  for (let t = 0; t < values.length; t++) if (!Number.isNaN(values[t]!)) observed[count++] = values[t]!;
  return medianInPlace(observed.subarray(0, count));
}

/** Median of values without gaps, whose order is lost. */
export function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const half = n >>> 1;
  const upper = select(values, half);
  if (n % 2 === 1) return upper;
  let lower = values[0]!;
  for (let i = 1; i < half; i++) if (values[i]! > lower) lower = values[i]!;
  return (lower + upper) / 2;
}

/**
 * The value that would stand at `place` were the values in order; those before it are then no larger, those after it no smaller
 * (Hoare 1961). About 2 n comparisons where sorting takes n log n.
 */
function select(values: Float64Array, place: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOfThree(values[from]!, values[(from + to) >>> 1]!, values[to]!);
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (place <= j) to = j;
    else if (place >= i) from = i;
    else break;
  }
  return values[place]!;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
