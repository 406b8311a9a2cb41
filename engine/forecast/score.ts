import { coverage, mae, mase, pinball, rmse, smape } from '../metrics/index.ts';
import type { MethodName, Metrics } from '../protocol/training.ts';

/** Forecast points of a backtest, one after the other: `[origins * h]`. */
export interface Scored {
  actual: Float64Array;
  /** MASE denominator of each point's series; NaN where it is undefined. */
  scales: Float64Array;
  point: Record<MethodName, Float64Array>;
  /** The model's quantiles `[points, Q]`. */
  quantiles: Float64Array;
}

/** Point metrics of one method; intervals are null. */
export function scorePoints(scored: Scored, name: MethodName): Metrics {
  const forecast = scored.point[name];
  const defined = scored.actual.map((value, i) => (Number.isNaN(scored.scales[i]!) ? Number.NaN : value));
  const scaled = mase(defined, forecast, scored.scales);
  return {
    mae: mae(scored.actual, forecast),
    rmse: rmse(scored.actual, forecast),
    smape: smape(scored.actual, forecast),
    mase: Number.isNaN(scaled) ? null : scaled,
    pinball: null,
    coverage80: null,
  };
}

/** What the quantiles are worth: pinball over all of them, and coverage of [q0.1, q0.9] where both are forecast. */
export function scoreIntervals(scored: Scored, quantiles: readonly number[]): Pick<Metrics, 'pinball' | 'coverage80'> {
  const lower = quantiles.indexOf(0.1);
  const upper = quantiles.indexOf(0.9);
  const level = (q: number): Float64Array => scored.actual.map((_, i) => scored.quantiles[i * quantiles.length + q]!);
  return {
    pinball: pinball(scored.actual, scored.quantiles, quantiles),
    coverage80: lower < 0 || upper < 0 ? null : coverage(scored.actual, level(lower), level(upper)),
  };
}
