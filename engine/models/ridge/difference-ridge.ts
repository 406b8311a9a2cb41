import { gaplessRuns, NormalEquations } from './normal-equations.ts';
import { addBlocks } from './window-blocks.ts';

/** Up to this share of the largest value differences are rounding: the window counts as flat. */
const FLAT = 1e-6;

/** How windows are brought to the network's units. */
export interface DifferenceUnits {
  context: number;
  horizon: number;
  /** The lag d. */
  difference: number;
  /** Over the deviation from zero of each window's own differences. */
  byWindow: boolean;
}

/**
 * The sums over all gapless windows of a ridge from the C - d differences of a context to what the horizon is beyond its bases (`engine/models/difference.ts`),
 * v_(T+k) - v_(T+k-jd) with the smallest j that reaches into the context. That is the sum of the differences of steps k, k - d, .., and a ridge is linear in
 * its targets, so its map is the sum of the rows of the map of the differences.
 */
export function sumDifferences(
  series: Iterable<ArrayLike<number>>,
  { context, horizon, difference, byWindow }: DifferenceUnits,
): NormalEquations {
  const inputs = context - difference;
  const equations = new NormalEquations(inputs, horizon);
  for (const values of series) {
    for (const { run } of gaplessRuns(values, context + horizon)) {
      addBlocks(equations, run.length - context - horizon + 1, (s, write) => {
        const scale = byWindow ? deviation(run, s, s + context, difference) : 1;
        if (scale === 0) return false;
        for (let i = 0; i < inputs; i++) write(i, (run[s + difference + i]! - run[s + i]!) / scale);
        const origin = s + context;
        for (let k = 0; k < horizon; k++) write(inputs + k, (run[origin + k]! - run[origin - difference + (k % difference)]!) / scale);
        return true;
      });
    }
  }
  return equations;
}

/** Population deviation from zero of the differences in [from, to); 0 where flat. */
function deviation(values: Float64Array, from: number, to: number, lag: number): number {
  let squares = 0;
  let largest = 0;
  for (let t = from; t < to; t++) {
    largest = Math.max(largest, Math.abs(values[t]!));
    if (t >= from + lag) squares += (values[t]! - values[t - lag]!) ** 2;
  }
  const scale = Math.sqrt(squares / (to - from - lag));
  return scale <= FLAT * largest ? 0 : scale;
}
