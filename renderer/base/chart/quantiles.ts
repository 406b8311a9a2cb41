/** Central intervals out of a list of quantile levels. */

export interface Interval {
  /** Nominal coverage, 0 to 1. */
  level: number;
  /** Columns of the lower and the upper quantile. */
  lower: number;
  upper: number;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/** Each q below one half with its 1 - q, widest first. */
export function pairQuantiles(quantiles: readonly number[]): Interval[] {
  const pairs: Interval[] = [];
  quantiles.forEach((low, lower) => {
    if (low >= 0.5 - 1e-6) return;
    const upper = quantiles.findIndex((high) => near(high, 1 - low));
    if (upper >= 0) pairs.push({ level: Number((1 - 2 * low).toFixed(6)), lower, upper });
  });
  return pairs.sort((a, b) => b.level - a.level);
}

/** The intervals a fan shows: 80 % and 50 % where they exist, otherwise the two widest. */
export function fanIntervals(quantiles: readonly number[]): Interval[] {
  const pairs = pairQuantiles(quantiles);
  const preferred = pairs.filter(({ level }) => near(level, 0.8) || near(level, 0.5));
  return preferred.length > 0 ? preferred : pairs.slice(0, 2);
}

/** Column of the median; -1 where there is none. */
export const medianColumn = (quantiles: readonly number[]): number => quantiles.findIndex((level) => near(level, 0.5));

/** One column of a row-major `[rows, columns]` matrix. */
export function columnOf(values: ArrayLike<number>, columns: number, column: number): Float64Array {
  const rows = columns > 0 ? Math.floor(values.length / columns) : 0;
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? Number.NaN);
}
