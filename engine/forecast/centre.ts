/** The middle of several values, `weights` at least 0 and above 0 together. */
export type Centre = (values: ArrayLike<number>, weights: ArrayLike<number>) => number;

/** The weighted mean. NaN of nothing. */
export const weightedMean: Centre = (values, weights) => {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
};

/** What is left off at each end, of all weight. */
const TAIL = 0.25;

/**
 * The weighted mean of the middle half (interquartile mean): values in ascending order, each as wide as its weight, without the outer quarters. What
 * one member forecasts far off has no effect, however far, while it has at most a quarter of the weight; of two values with equal weights it is their mean.
 * NaN of nothing.
 */
export const interquartileMean: Centre = (values, weights) => {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  let [below, sum, kept] = [0, 0, 0];
  for (const i of order) {
    const above = below + weights[i]!;
    const width = Math.min(above, (1 - TAIL) * total) - Math.max(below, TAIL * total);
    if (width > 0) {
      sum += width * values[i]!;
      kept += width;
    }
    below = above;
  }
  return sum / kept;
};
