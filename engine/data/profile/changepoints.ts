import type { TrendPart } from '../../protocol/data.ts';
import { pelt, segmentLines } from './pelt.ts';
import { median } from './rolling-median.ts';

/** A change, by the place of the first value after it. */
export interface Change {
  at: number;
  before: TrendPart;
  after: TrendPart;
}

/** A segment has at least so many values, or one season. */
const LEAST = 12;
/** Of longer series the means of blocks are looked at: as many. */
const MOST = 3000;
/** Numbers that a change adds: its place, and level, slope and spread of a segment. */
const PARAMETERS = 4;
/** A spread less than this share of the whole series' is that of rounding. */
const SMALLEST = 1e-4;
/** The estimated correlation is raised by so many of its standard errors, 1 / sqrt(n): too low a one finds changes in noise. */
const CAUTION = 1.5;
/** Correlation of neighbours from which on a series wanders by itself, and no change can be told from that. */
const WANDERS = 0.85;

/**
 * Where level, slope or spread of a series without seasons change: the segmentation by lines with normal deviations that has the least
 * -2 log likelihood plus a penalty of 4 ln n a change (as BIC), found by PELT. Deviations that are correlated with their
 * neighbours carry fewer facts, so likelihoods are divided by (1 + phi) / (1 - phi), phi their correlation, estimated from differences over
 * one and two steps, which changes hardly touch. None for series that wander.
 */
export function findChanges(deseasonalised: Float64Array, longestSeason: number): Change[] {
  const block = Math.ceil(deseasonalised.length / MOST);
  const values = block === 1 ? deseasonalised : blockMeans(deseasonalised, block);
  const n = values.length;
  const least = Math.max(LEAST, Math.ceil(longestSeason / block));
  const phi = neighbourCorrelation(values);
  if (n < 2 * least || phi === null || phi > WANDERS) return [];
  const inflation = Math.max(1, (1 + phi) / (1 - phi));
  const lines = segmentLines(values);
  const whole = lines(0, n);
  const floor = (whole.squares / whole.count) * SMALLEST ** 2;
  if (!(floor > 0)) return [];
  const cost = (from: number, to: number): number => {
    const { squares, count } = lines(from, to);
    return count < 3 ? 0 : (count * Math.log(squares / count + floor)) / inflation;
  };
  const starts = pelt(n, cost, PARAMETERS * Math.log(n), least);
  const edges = [0, ...starts, n];
  return starts.map((at, i) => {
    const [before, after] = [lines(edges[i]!, at), lines(at, edges[i + 2]!)];
    const spread = ({ squares, count }: typeof before): number => Math.sqrt(squares / count);
    return {
      at: at * block,
      before: { level: before.start + before.slope * (at - edges[i]!), slope: before.slope / block, spread: spread(before) },
      after: { level: after.start, slope: after.slope / block, spread: spread(after) },
    };
  });
}

function blockMeans(values: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / size) }, (_, block) => {
    const part = values.subarray(block * size, (block + 1) * size).filter((value) => !Number.isNaN(value));
    return part.length === 0 ? Number.NaN : part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

/** phi of an AR(1): the mean square over two steps is 1 + phi times that over one. By medians; null where neighbours are mostly equal. */
function neighbourCorrelation(values: Float64Array): number | null {
  const over = (lag: number): number => median(values.slice(lag).map((value, t) => Math.abs(value - values[t]!))) ** 2;
  const [one, two] = [over(1), over(2)];
  return one > 0 ? Math.min(0.999, Math.max(-0.5, two / one - 1 + CAUTION / Math.sqrt(values.length))) : null;
}
