import { totals } from './observed.ts';

/** WAPE: sum of |y - f| over the sum of |y|, a ratio; undefined (NaN) where all actuals are 0 (Kolassa & Schütz 2007, MAD/mean ratio). */
export function wape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const [errors, sizes] = totals(actual, (y, i) => [Math.abs(y - forecast[i]!), Math.abs(y)]);
  return sizes === 0 ? Number.NaN : errors / sizes;
}
