import type { Dataset, NumericColumn } from '../data/dataset.ts';

export interface LambdaChoice {
  lambda: number;
  /** Why, one sentence. */
  reason: string;
}

/** Exponents that are looked at, of two decimals. */
const LEAST = -1;
const MOST = 2;
const STEP = { coarse: 0.1, fine: 0.01 };
/** Steps of a block where there is no season. */
const NO_SEASON = 4;
/** Longer series have blocks of several seasons, larger panels are read every so many series: that is enough to see how spread follows level. */
const MOST_BLOCKS = 200;
const MOST_SERIES = 1000;

/** Mean and sample standard deviation of the blocks of one series. */
interface Blocks {
  logMeans: number[];
  deviations: number[];
}

/**
 * The exponent of Box-Cox for a target, from the training parts alone: the one at which the coefficient of variation of s / m^(1 - lambda) over
 * blocks of whole seasons, s their standard deviation and m their mean, is least (Guerrero 1993, section 2); of a panel the mean over its series. In [-1, 2], to two
 * decimals; 0, the logarithm, where no series has two blocks that vary.
 */
export function chooseLambda(
  dataset: Pick<Dataset, 'series'>,
  { values }: NumericColumn,
  season: number,
  trainingEnd: (length: number) => number,
): LambdaChoice {
  const width = season > 1 ? season : NO_SEASON;
  const every = Math.ceil(dataset.series.length / MOST_SERIES);
  const all = dataset.series
    .filter((_, i) => i % every === 0)
    .map(({ offset, length }) => blocksOf(values.subarray(offset, offset + trainingEnd(length)), width))
    .filter(({ deviations }) => deviations.length > 1 && deviations.some((deviation) => deviation > 0));
  if (all.length === 0) {
    return {
      lambda: 0,
      reason: `Lambda 0, the logarithm: training has no two blocks of ${width} steps that vary, from which another could follow.`,
    };
  }
  const coarse = best(all, LEAST, MOST, STEP.coarse);
  const lambda = best(all, Math.max(LEAST, coarse - STEP.coarse), Math.min(MOST, coarse + STEP.coarse), STEP.fine);
  return {
    lambda,
    reason: `Lambda ${lambda}: with it the spread of blocks of ${width} steps depends least on their level in training (Guerrero 1993).`,
  };
}

/** Blocks that end with the series, each of a whole number of widths; gaps are left out, and blocks with less than two values. */
function blocksOf(values: Float64Array, width: number): Blocks {
  const steps = width * Math.max(1, Math.ceil(values.length / (width * MOST_BLOCKS)));
  const blocks: Blocks = { logMeans: [], deviations: [] };
  for (let from = values.length % steps; from < values.length; from += steps) {
    const block = values.subarray(from, from + steps).filter((value) => value > 0);
    if (block.length < 2) continue;
    const mean = block.reduce((sum, value) => sum + value, 0) / block.length;
    blocks.logMeans.push(Math.log(mean));
    blocks.deviations.push(Math.sqrt(block.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (block.length - 1)));
  }
  return blocks;
}

/** The exponent with the least variation, from `from` to `to`. */
function best(all: readonly Blocks[], from: number, to: number, step: number): number {
  let chosen = from;
  let least = Infinity;
  for (let i = 0; i <= Math.round((to - from) / step); i++) {
    const lambda = Number((from + i * step).toFixed(2));
    const variation = all.reduce((sum, blocks) => sum + variationAt(blocks, lambda), 0);
    if (variation >= least) continue;
    least = variation;
    chosen = lambda;
  }
  return chosen;
}

/** Coefficient of variation of s / m^(1 - lambda); whatever unit the values have, it is the same. */
function variationAt({ logMeans, deviations }: Blocks, lambda: number): number {
  const ratios = deviations.map((deviation, i) => deviation * Math.exp((lambda - 1) * (logMeans[i]! - logMeans[0]!)));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1)) / mean;
}
