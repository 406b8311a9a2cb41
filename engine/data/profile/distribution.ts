import type { Distribution } from '../../protocol/exploration.ts';

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];
const FEWEST_BINS = 5;
const MOST_BINS = 40;

/** How the observed values are spread. The deviations are summed about the mean, in a second pass, so that large levels cost no digits. */
export function distributionOf(values: Float64Array): Distribution {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const n = sorted.length;
  const missing = values.length - n;
  const none = { min: null, max: null, mean: null, deviation: null, skew: null };
  if (n === 0) return { count: 0, missing, ...none, quantiles: [], zeros: 0, negative: 0, whole: false, histogram: null };
  const [min, max] = [sorted[0]!, sorted[n - 1]!];
  let [sum, zeros, negative, whole] = [0, 0, 0, true];
  for (const value of sorted) {
    sum += value;
    if (value === 0) zeros++;
    if (value < 0) negative++;
    whole &&= Number.isInteger(value);
  }
  const mean = sum / n;
  let [squares, cubes] = [0, 0];
  for (const value of sorted) {
    const about = value - mean;
    squares += about * about;
    cubes += about * about * about;
  }
  const deviation = min === max ? 0 : Math.sqrt(squares / n);
  const skew = deviation > 0 ? cubes / n / deviation ** 3 : null;
  const quantiles = LEVELS.map((level) => ({ level, value: quantileOf(sorted, level) }));
  return { count: n, missing, min, max, mean, deviation, skew, quantiles, zeros, negative, whole, histogram: histogramOf(sorted, whole) };
}

/** Type 7 of Hyndman & Fan (1996): on the line between the two neighbours of (n - 1) p. */
function quantileOf(sorted: Float64Array, level: number): number {
  const at = (sorted.length - 1) * level;
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

/**
 * Bins as wide as Freedman & Diaconis (1981) have them, 2 IQR / n^(1/3), but 5 to 40; one a value where the values are few whole numbers, so
 * that no bin holds more of them than its neighbour by its place alone. Equal values: one bin.
 */
function histogramOf(sorted: Float64Array, whole: boolean): Distribution['histogram'] {
  const n = sorted.length;
  const [min, max] = [sorted[0]!, sorted[n - 1]!];
  if (min === max) return { from: min, to: max, counts: [n] };
  const single = whole && max - min < MOST_BINS;
  const [from, to] = single ? [min - 0.5, max + 0.5] : [min, max];
  const width = (2 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25))) / Math.cbrt(n);
  const wanted = width > 0 ? Math.ceil((to - from) / width) : MOST_BINS;
  const bins = single ? max - min + 1 : Math.min(MOST_BINS, Math.max(FEWEST_BINS, wanted));
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    const bin = Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins));
    counts[bin] = counts[bin]! + 1;
  }
  return { from, to, counts };
}
