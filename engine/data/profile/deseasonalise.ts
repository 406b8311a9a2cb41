import type { FoundSeason } from '../../protocol/data.ts';
import { aboutTrend, interpolate } from '../seasons/pattern.ts';
import { medianOfSorted } from './rolling-median.ts';

/**
 * A series less its seasons, each the median by phase of what a moving average over it leaves (medians, so that a far value stays far),
 * the shortest first. Gaps stay gaps.
 */
export function withoutSeasons(values: Float64Array, seasons: readonly FoundSeason[]): Float64Array {
  const left = Float64Array.from(values);
  for (const { period } of [...seasons].sort((a, b) => a.period - b.period)) {
    const filled = interpolate(left);
    if (filled === null) return left;
    const about = aboutTrend(filled.values, period, left.subarray(filled.from));
    const phases: number[][] = Array.from({ length: period }, () => []);
    about.forEach((value, t) => {
      if (!Number.isNaN(value)) phases[(filled.from + t) % period]!.push(value);
    });
    const medians = phases.map((list) => (list.length === 0 ? 0 : medianOfSorted(list.sort((a, b) => a - b))));
    for (let t = 0; t < left.length; t++) left[t] = left[t]! - medians[t % period]!;
  }
  return left;
}
