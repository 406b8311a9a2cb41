/**
 * Histogram of the probability integral transform, shares of the points a bin, `[bins]`: flat where the forecast distribution is right (Dawid 1984; Gneiting, Balabdaoui &
 * Raftery 2007). The distribution function goes through the quantiles (`forecast` `[points, Q]` row-major, ascending), linear between them. Where it jumps or is
 * unknown (equal quantiles, beyond the outer ones) a point is spread evenly over the levels it may have, the expected histogram of
 * a random choice (Czado, Gneiting & Held 2009). NaN where no point has an actual and a forecast.
 */
export function pitHistogram(actual: ArrayLike<number>, forecast: ArrayLike<number>, levels: readonly number[], bins: number): number[] {
  const histogram = new Array<number>(bins).fill(0);
  const width = levels.length;
  let count = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y) || Number.isNaN(forecast[i * width]! + forecast[(i + 1) * width - 1]!)) continue;
    count++;
    const [from, to] = levelsAt(y, (q) => forecast[i * width + q]!, levels);
    spread(histogram, from, to);
  }
  return histogram.map((share) => share / count);
}

/** The levels [from, to] that the value may have. */
function levelsAt(y: number, quantile: (q: number) => number, levels: readonly number[]): [number, number] {
  let below = -1;
  while (below + 1 < levels.length && quantile(below + 1) < y) below++;
  let above = below + 1;
  while (above < levels.length && quantile(above) <= y) above++;
  const touches = above > below + 1;
  if (touches) return [levels[below + 1]!, levels[above - 1]!];
  if (below < 0) return [0, levels[0]!];
  if (above >= levels.length) return [levels.at(-1)!, 1];
  const share = (y - quantile(below)) / (quantile(above) - quantile(below));
  const level = levels[below]! + share * (levels[above]! - levels[below]!);
  return [level, level];
}

/** Adds one point, spread evenly over [from, to]. */
function spread(histogram: number[], from: number, to: number): void {
  const bins = histogram.length;
  const bin = (level: number): number => Math.min(bins - 1, Math.floor(level * bins + 1e-9));
  if (to - from < 1e-12) {
    histogram[bin(from)]! += 1;
    return;
  }
  for (let b = 0; b < bins; b++) {
    const overlap = Math.min(to, (b + 1) / bins) - Math.max(from, b / bins);
    if (overlap > 0) histogram[b]! += overlap / (to - from);
  }
}
