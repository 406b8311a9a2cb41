import type { FoundSeason } from '../../protocol/data.ts';
import { aboutTrend, interpolate } from '../seasons/pattern.ts';
import { medianInPlace } from './rolling-median.ts';

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
    const medians = phaseMedians(about, period, filled.from);
    for (let t = 0; t < left.length; t++) left[t] = left[t]! - medians[t % period]!;
  }
  return left;
}

/** Median of the known values of each phase, 0 where there are none; the first value is of phase `first`. */
function phaseMedians(about: Float64Array, period: number, first: number): Float64Array {
  const phase = new Float64Array(Math.ceil(about.length / period));
  const medians = new Float64Array(period);
  for (let at = 0; at < period; at++) {
    let count = 0;
    for (let t = (at - (first % period) + period) % period; t < about.length; t += period) {
      if (!Number.isNaN(about[t]!)) phase[count++] = about[t]!;
    }
    if (count > 0) medians[at] = medianInPlace(phase.subarray(0, count));
  }
  return medians;
}
