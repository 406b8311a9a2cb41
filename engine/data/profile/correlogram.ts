import type { Correlogram } from '../../protocol/exploration.ts';
import { autocorrelations } from '../autocorrelation.ts';

/** The normal quantile at 97.5 %. */
const BOUND = 1.959963984540054;
const FEWEST = 12;
const MOST_LAGS = 400;

/** Lags worth a look: two of the longest season, at least 10 log10(n) (Venables & Ripley 2002, ch. 14), fewer than half of the steps. */
export function lagsFor(steps: number, longestSeason: number): number {
  const wanted = Math.max(Math.ceil(10 * Math.log10(steps)), 2 * longestSeason);
  return Math.max(1, Math.min(wanted, MOST_LAGS, Math.floor(steps / 2) - 1));
}

/** Both correlograms up to a lag; null of fewer than 12 observed values. Values are not all equal. */
export function correlogram(values: Float64Array, lags: number): Correlogram | null {
  const observed = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (observed < FEWEST) return null;
  const r = autocorrelations(values, lags);
  return { correlations: [...r.subarray(1)], partial: partialCorrelations(r), bound: BOUND / Math.sqrt(observed) };
}

/** Partial autocorrelations at lags 1 .. k from r_0 .. r_k, by the recursion of Durbin and Levinson (Box & Jenkins, appendix A3.2). */
export function partialCorrelations(r: ArrayLike<number>): number[] {
  const partial: number[] = [];
  let before: number[] = [];
  for (let k = 1; k < r.length; k++) {
    let [above, below] = [r[k]!, 1];
    for (let j = 1; j < k; j++) {
      above -= before[j - 1]! * r[k - j]!;
      below -= before[j - 1]! * r[j]!;
    }
    const own = below > 0 ? above / below : 0;
    const next = before.map((value, j) => value - own * before[k - 2 - j]!);
    next.push(own);
    before = next;
    partial.push(own);
  }
  return partial;
}
