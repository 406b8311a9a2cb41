import { Loess } from './loess.ts';

/** Passes over trend and season: two suffice without weights against outliers (Cleveland et al. 1990, section 3.3). */
const PASSES = 2;

export interface Decomposition {
  trend: Float64Array;
  seasonal: Float64Array;
}

/**
 * Season and trend by loess (STL; Cleveland, Cleveland, McRae & Terpenning 1990) of a history without gaps that is two seasons or longer, all
 * smoothings of degree 1, without weights against outliers. `window`: odd, cycles that one phase is smoothed over; the other windows follow
 * from it and the season (section 3.7). Both parts are `[n]`; what they leave is the remainder.
 */
export function stl(values: Float64Array, season: number, window: number): Decomposition {
  const trendWindow = odd(Math.ceil((1.5 * season) / (1 - 1.5 / window)));
  const lowPassWindow = odd(season + 1);
  const n = values.length;
  const trendLoess = new Loess(n, trendWindow);
  const lowPassLoess = new Loess(n, lowPassWindow);
  const cycleLoess = [Math.floor(n / season), Math.ceil(n / season)].map((length) => new Loess(length, window)) as [Loess, Loess];
  let trend: Float64Array = new Float64Array(n);
  let seasonal: Float64Array = new Float64Array(n);
  for (let pass = 0; pass < PASSES; pass++) {
    const detrended = values.map((value, t) => value - trend[t]!);
    const cycles = smoothPhases(detrended, season, cycleLoess);
    const low = lowPassLoess.smooth(average(average(average(cycles, season), season), 3));
    seasonal = low.map((value, t) => cycles[season + t]! - value);
    trend = trendLoess.smooth(values.map((value, t) => value - seasonal[t]!));
  }
  return { trend, seasonal };
}

/** Every phase smoothed over its cycles, and continued by one cycle on both sides. `[n + 2 m]` */
function smoothPhases(values: Float64Array, season: number, [shorter, longer]: readonly [Loess, Loess]): Float64Array {
  const result = new Float64Array(values.length + 2 * season);
  for (let phase = 0; phase < season; phase++) {
    const length = Math.ceil((values.length - phase) / season);
    const cycle = Float64Array.from({ length }, (_, k) => values[phase + k * season]!);
    const smoother = length * season <= values.length ? shorter : longer;
    for (let k = -1; k <= length; k++) result[phase + (k + 1) * season] = smoother.at(cycle, k);
  }
  return result;
}

/** Moving average over `length` values: `[n - length + 1]`. */
function average(values: Float64Array, length: number): Float64Array {
  let sum = 0;
  for (let t = 0; t < length - 1; t++) sum += values[t]!;
  const result = new Float64Array(values.length - length + 1);
  for (let t = 0; t < result.length; t++) {
    sum += values[t + length - 1]!;
    result[t] = sum / length;
    sum -= values[t]!;
  }
  return result;
}

/** The least odd number that is not smaller. */
function odd(length: number): number {
  return length % 2 === 1 ? length : length + 1;
}
