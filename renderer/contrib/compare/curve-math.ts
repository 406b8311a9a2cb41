/** What is done to curves before they are drawn: smoothing, the choice of the x axis, means of groups, the range of y. */
import type { RunCurves } from '../../../engine/protocol/runs.ts';
import type { Domain } from '../../base/chart/domain.ts';
import { finiteDomain, padDomain } from '../../base/chart/domain.ts';
import { lowerBound } from '../../base/chart/search.ts';

export const metrics = ['validationLoss', 'trainingLoss', 'rate', 'gradientNorm', 'windowsPerSecond'] as const;
export type CurveMetric = (typeof metrics)[number];
export const xAxes = ['epoch', 'step', 'relative', 'wall'] as const;
export type XAxis = (typeof xAxes)[number];

export interface Curve {
  x: Float64Array;
  y: Float64Array;
}

/**
 * The exponential moving average without the pull of its start: m_t = w m_{t-1} + (1 - w) y_t, divided by 1 - w^t (Kingma & Ba 2015,
 * section 3). A gap stays a gap and does not count. `weight` is from 0, no smoothing, to below 1.
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  let average = 0;
  let rest = 1;
  return Float64Array.from(values, (value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    average = weight * average + (1 - weight) * value;
    rest *= weight;
    return average / (1 - rest);
  });
}

/** Positions on the chosen axis; `startedAt` is the moment of the run's beginning. Seconds of training, for pauses do not count. */
export function xValues(curves: RunCurves, axis: XAxis, startedAt: number): Float64Array {
  if (axis === 'epoch') return curves.epoch;
  if (axis === 'step') return curves.steps;
  return axis === 'relative' ? curves.seconds : curves.seconds.map((seconds) => startedAt + seconds * 1000);
}

/** The points that have a place on both axes; on a logarithmic one only what is above zero has. The places are then decimal logarithms. */
export function placed(x: ArrayLike<number>, y: ArrayLike<number>, logX: boolean, logY: boolean): Curve {
  const at = (value: number, log: boolean): number => (!log ? value : value > 0 ? Math.log10(value) : Number.NaN);
  const [across, up] = [new Float64Array(x.length), new Float64Array(x.length)];
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const [left, top] = [at(x[i] ?? Number.NaN, logX), at(y[i] ?? Number.NaN, logY)];
    if (!Number.isFinite(left) || !Number.isFinite(top)) continue;
    across[count] = left;
    up[count++] = top;
  }
  return { x: across.subarray(0, count), y: up.subarray(0, count) };
}

/** The height of a curve between its points; NaN outside of them. */
export function heightAt({ x, y }: Curve, at: number): number {
  const after = lowerBound(x, at);
  const [right, above] = [x[after], y[after]];
  if (right === undefined || above === undefined) return Number.NaN;
  if (right === at) return above;
  const [left, below] = [x[after - 1], y[after - 1]];
  if (left === undefined || below === undefined) return Number.NaN;
  return below + ((above - below) * (at - left)) / (right - left);
}

export interface Band extends Curve {
  low: Float64Array;
  high: Float64Array;
  /** Curves that reach each point. */
  count: Int32Array;
}

const gridLimit = 1000;

/** Mean, lowest and highest of several curves where at least one has a height: at their own places, or evenly where these are too many. */
export function bandOf(curves: readonly Curve[]): Band {
  const places = [...new Set(curves.flatMap(({ x }) => [...x]))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const grid =
    places.length <= gridLimit ? places : Array.from({ length: gridLimit }, (_, i) => first + ((last - first) * i) / (gridLimit - 1));
  const x = Float64Array.from(grid);
  const [y, low, high] = [new Float64Array(x.length), new Float64Array(x.length), new Float64Array(x.length)];
  const count = new Int32Array(x.length);
  x.forEach((at, i) => {
    const heights = curves.map((curve) => heightAt(curve, at)).filter(Number.isFinite);
    count[i] = heights.length;
    y[i] = heights.reduce((sum, height) => sum + height, 0) / heights.length;
    low[i] = Math.min(...heights);
    high[i] = Math.max(...heights);
  });
  return { x, y, low, high, count };
}

/** The share of all heights below which a value lies, by interpolation between the sorted ones. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}

export const outlierShares = { low: 0.02, high: 0.95 } as const;

/** The range of y over all curves; without outliers: from 2 % to 95 % of their heights. */
export function yDomain(heights: readonly Float64Array[], withoutOutliers: boolean): Domain {
  if (!withoutOutliers) return padDomain(finiteDomain(...heights));
  const every = new Float64Array(heights.reduce((sum, one) => sum + one.length, 0));
  let count = 0;
  for (const one of heights) for (const value of one) if (Number.isFinite(value)) every[count++] = value;
  if (count === 0) return padDomain(null);
  const all = every.subarray(0, count).sort();
  return padDomain({ min: quantile(all, outlierShares.low), max: quantile(all, outlierShares.high) });
}
