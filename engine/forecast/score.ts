import { coverage, mae, mase, pinball, pitHistogram, rmse, sharpness, smape } from '../metrics/index.ts';
import type { Evaluation, Measure, MethodName, Metrics } from '../protocol/evaluation.ts';

/** In the order in which they are told. */
export const methodNames: readonly MethodName[] = ['model', 'seasonalNaive', 'ridge', 'naive', 'drift'];
const PIT_BINS = 10;

/** Forecast points of a backtest, one after the other: `[origins * h]`. */
export interface Scored {
  horizon: number;
  /** Of each origin, `[origins]`: indices of its series and its fold. */
  series: Int32Array;
  fold: Int32Array;
  actual: Float64Array;
  /** MASE denominator of each point's series; NaN where it is undefined. */
  scales: Float64Array;
  point: Record<MethodName, Float64Array>;
  /** The model's quantiles `[points, Q]`. */
  quantiles: Float64Array;
}

/** Room for so many origins. */
export function emptyScored(origins: number, horizon: number, quantiles: number): Scored {
  const points = origins * horizon;
  return {
    horizon,
    series: new Int32Array(origins),
    fold: new Int32Array(origins),
    actual: new Float64Array(points),
    scales: new Float64Array(points),
    point: Object.fromEntries(methodNames.map((name) => [name, new Float64Array(points)])) as Scored['point'],
    quantiles: new Float64Array(points * quantiles),
  };
}

/** Point metrics of one method; intervals are null. */
export function scorePoints(scored: Scored, name: MethodName): Metrics {
  const forecast = scored.point[name];
  const scaled = mase(comparable(scored, 'MASE'), forecast, scored.scales);
  return {
    mae: mae(scored.actual, forecast),
    rmse: rmse(scored.actual, forecast),
    smape: smape(scored.actual, forecast),
    mase: Number.isNaN(scaled) ? null : scaled,
    pinball: null,
    coverage80: null,
  };
}

/** The actuals that a measure counts: of MASE, those of series that have one. */
export function comparable({ actual, scales }: Scored, measure: Measure): Float64Array {
  return measure === 'MAE' ? actual : actual.map((value, i) => (Number.isNaN(scales[i]!) ? Number.NaN : value));
}

/** Mean size of what came, by the unit of a measure: what sums of errors are rounded against. */
export function meanLevel(scored: Scored, measure: Measure): number {
  const nothing = new Float64Array(scored.actual.length);
  const counted = comparable(scored, measure);
  return measure === 'MAE' ? mae(counted, nothing) : mase(counted, nothing, scored.scales);
}

/** What the quantiles are worth: pinball over all of them, and coverage of [q0.1, q0.9] where both are forecast. */
export function scoreIntervals(scored: Scored, quantiles: readonly number[]): Pick<Metrics, 'pinball' | 'coverage80'> {
  const bounds = bounds80(scored, quantiles);
  return {
    pinball: pinball(scored.actual, scored.quantiles, quantiles),
    coverage80: bounds === null ? null : coverage(scored.actual, ...bounds),
  };
}

/** How the quantiles lie: PIT over all of them, the width of [q0.1, q0.9] where both are forecast. */
export function describeIntervals(scored: Scored, quantiles: readonly number[]): Pick<Evaluation, 'pit' | 'sharpness80'> {
  const bounds = bounds80(scored, quantiles);
  const pit = pitHistogram(scored.actual, scored.quantiles, quantiles, PIT_BINS);
  const width = bounds === null ? Number.NaN : sharpness(comparable(scored, 'MASE'), ...bounds, scored.scales);
  return { pit: pit.some(Number.isNaN) ? null : pit, sharpness80: Number.isNaN(width) ? null : width };
}

/** The bounds of the 80 % interval, `[points]` each; null where they are not forecast. */
export function bounds80(scored: Scored, quantiles: readonly number[]): [Float64Array, Float64Array] | null {
  const [lower, upper] = [quantiles.indexOf(0.1), quantiles.indexOf(0.9)];
  if (lower < 0 || upper < 0) return null;
  const level = (q: number): Float64Array => scored.actual.map((_, i) => scored.quantiles[i * quantiles.length + q]!);
  return [level(lower), level(upper)];
}
