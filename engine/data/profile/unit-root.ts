import { normalCumulative } from '../../base/normal-distribution.ts';
import type { TestResult } from '../../protocol/exploration.ts';
import { nestedFits } from './least-squares.ts';

/** MacKinnon (1994, table 3; 2010), one variable with a constant: the p-value is Phi of a polynomial of the statistic. */
const LARGEST = 2.74;
const SMALLEST = -18.83;
const STAR = -1.61;
const BELOW_STAR = [2.1659, 1.4412, 0.038269];
const ABOVE_STAR = [1.7339, 0.93202, -0.12745, -0.010368];

/**
 * The augmented test of Dickey and Fuller with a constant, of a series without gaps: x_t - x_(t-1) on x_(t-1), a constant and so many earlier
 * differences as Akaike's criterion has it, at most 12 (n / 100)^(1/4) (Schwert 1989). Null where the series is too short or lies on a line.
 */
export function unitRootTest(values: Float64Array): TestResult | null {
  const n = values.length;
  const most = Math.min(Math.floor(n / 2) - 2, Math.ceil(12 * (n / 100) ** 0.25));
  if (most < 1) return null;
  const fits = regression(values, most);
  let [lags, least] = [0, Infinity];
  for (let k = 0; k <= most; k++) {
    const steps = n - 1 - most;
    const criterion = steps * Math.log(fits(2 + k, 1).squares / steps) + 2 * (2 + k);
    if (criterion < least) [lags, least] = [k, criterion];
  }
  const { coefficient, error } = regression(values, lags)(2 + lags, 1);
  const statistic = coefficient / error;
  return Number.isFinite(statistic) ? { statistic, pValue: pValueOf(statistic), lags, bound: 'exact' } : null;
}

/** Columns: constant, level, differences 1 .. lags earlier; the rows that have all of these. */
function regression(values: Float64Array, lags: number): ReturnType<typeof nestedFits> {
  const rows = values.length - 1 - lags;
  // The level moves the constant only; about its first value it is better scaled.
  const shift = values[0]!;
  const difference = (t: number): number => values[t]! - values[t - 1]!;
  const level = Float64Array.from({ length: rows }, (_, i) => values[lags + i]! - shift);
  const earlier = Array.from({ length: lags }, (_, k) => Float64Array.from({ length: rows }, (_value, i) => difference(lags + i - k)));
  const target = Float64Array.from({ length: rows }, (_, i) => difference(lags + 1 + i));
  return nestedFits([new Float64Array(rows).fill(1), level, ...earlier], target);
}

function pValueOf(statistic: number): number {
  if (statistic > LARGEST) return 1;
  if (statistic < SMALLEST) return 0;
  const terms = statistic <= STAR ? BELOW_STAR : ABOVE_STAR;
  return normalCumulative(terms.reduceRight((sum, term) => sum * statistic + term, 0));
}
