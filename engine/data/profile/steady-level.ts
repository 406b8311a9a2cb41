import type { TestResult } from '../../protocol/exploration.ts';

/** Kwiatkowski et al. (1992), table 1, about a level. */
const CRITICAL = [0.347, 0.463, 0.574, 0.739];
const LEVELS = [0.1, 0.05, 0.025, 0.01];

/**
 * The test of Kwiatkowski, Phillips, Schmidt and Shin that a series without gaps varies about a steady level, with so many lags as Hobijn,
 * Franses & Ooms (1998) have it. The table ends at 10 % and 1 %: beyond, the p-value is a bound. Null of equal values.
 */
export function steadyLevelTest(values: Float64Array): TestResult | null {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const rest = values.map((value) => value - mean);
  const lags = Math.min(lagsOf(rest), n - 1);
  let variance = product(rest, 0);
  for (let k = 1; k <= lags; k++) variance += 2 * product(rest, k) * (1 - k / (lags + 1));
  let [path, squares] = [0, 0];
  for (const value of rest) {
    path += value;
    squares += path * path;
  }
  const statistic = squares / n ** 2 / (variance / n);
  if (!Number.isFinite(statistic)) return null;
  const bound = statistic < CRITICAL[0]! ? 'at-least' : statistic > CRITICAL[3]! ? 'at-most' : 'exact';
  return { statistic, pValue: between(statistic), lags, bound };
}

function lagsOf(rest: Float64Array): number {
  const n = rest.length;
  let [s0, s1] = [product(rest, 0) / n, 0];
  for (let k = 1; k <= Math.floor(n ** (2 / 9)); k++) {
    const covariance = product(rest, k) / (n / 2);
    s0 += covariance;
    s1 += k * covariance;
  }
  return Math.floor(1.1447 * Math.cbrt((s1 / s0) ** 2) * Math.cbrt(n)) || 0;
}

function product(rest: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < rest.length; t++) sum += rest[t]! * rest[t - lag]!;
  return sum;
}

function between(statistic: number): number {
  for (let i = 0; i < CRITICAL.length; i++) {
    if (statistic > CRITICAL[i]!) continue;
    if (i === 0) return LEVELS[0]!;
    const share = (statistic - CRITICAL[i - 1]!) / (CRITICAL[i]! - CRITICAL[i - 1]!);
    return LEVELS[i - 1]! + share * (LEVELS[i]! - LEVELS[i - 1]!);
  }
  return LEVELS[3]!;
}
