import { stl } from './stl.ts';

/** Rounds over all seasons (Bandara et al. 2021, algorithm 1). */
const ROUNDS = 2;

export interface MultipleDecomposition {
  trend: Float64Array;
  /** One for each season, in their order. */
  seasonal: Float64Array[];
}

/**
 * Several seasons by repeated STL (MSTL; Bandara, Hyndman & Bergmeir 2021) of a history without gaps: each season is estimated on the history
 * without the others, the shortest first. `seasons` ascend, at least one, each at most half of the history. The window of season i (from 1) is 7 + 4 i
 * cycles, the paper's default.
 */
export function mstl(values: Float64Array, seasons: readonly number[]): MultipleDecomposition {
  const seasonal = seasons.map((): Float64Array => new Float64Array(values.length));
  const adjusted = values.slice();
  let trend = values;
  for (let round = 0; round < (seasons.length > 1 ? ROUNDS : 1); round++)
    seasons.forEach((season, i) => {
      adjusted.forEach((value, t) => (adjusted[t] = value + seasonal[i]![t]!));
      const found = stl(adjusted, season, 7 + 4 * (i + 1));
      adjusted.forEach((value, t) => (adjusted[t] = value - found.seasonal[t]!));
      seasonal[i] = found.seasonal;
      trend = found.trend;
    });
  return { trend, seasonal };
}
