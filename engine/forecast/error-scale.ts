import { seasonalScale } from '../metrics/index.ts';
import { forwardTransform } from '../models/transform.ts';

export type Space = 'none' | 'log';

/**
 * How large errors of a series are expected to be, from a history alone: the mean error of seasonal naive in it, of naive where it is shorter than
 * a season. 0 where the history is constant: nothing it shows says that a forecast may be wrong. NaN where it has less than two neighbours
 * observed, and in logarithms (`log`) where a value is not above zero.
 */
export function errorScale(values: ArrayLike<number>, season: number, space: Space): number {
  if (space === 'log' && Array.prototype.some.call(values, (value: number) => value <= 0)) return Number.NaN;
  const transformed = space === 'none' ? values : Float64Array.from(values, (value) => forwardTransform(space, value));
  const seasonal = seasonalScale(transformed, season);
  if (!Number.isNaN(seasonal)) return seasonal;
  const naive = seasonalScale(transformed, 1);
  if (!Number.isNaN(naive)) return naive;
  return hasNeighbours(transformed) ? 0 : Number.NaN;
}

function hasNeighbours(values: ArrayLike<number>): boolean {
  return Array.prototype.some.call(values, (value: number, t) => t > 0 && !Number.isNaN(value + values[t - 1]!));
}
