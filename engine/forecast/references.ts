import { yieldToEventLoop } from '../base/async.ts';
import type { Baseline } from '../models/baseline.ts';
import { baselines } from '../models/index.ts';
import { fitLocalRidge } from '../models/ridge/index.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { ForecastAudit } from '../protocol/evaluation.ts';
import type { Scored } from './score.ts';

/** One series of a backtest: its rows, the season, and the denominator of MASE. */
export interface ScoredSeries {
  id: string;
  values: Float64Array;
  scale: number;
}

export interface ReferencesRequest {
  /** By the index of `Scored.series`. */
  series: readonly ScoredSeries[];
  season: number;
  /** What the model saw, an origin; ridge is fitted to the same rows as the model. */
  audits: readonly ForecastAudit[];
  /** Rows of a rolling window; null: all up to the origin. */
  window: number | null;
  signal: AbortSignal;
}

/**
 * Fills in what came, the scales, and the forecasts of the methods that the model is compared with, all from the model's origins. Ridge is fitted
 * as often as the model. Error: CancelledError.
 */
export async function fillReferences(scored: Scored, { series, season, audits, window, signal }: ReferencesRequest): Promise<void> {
  const { horizon } = scored;
  const ridges = new Map<number, { fit: number; forecast: Baseline }>();
  for (const [n, { origin, fit, fitted, seen }] of audits.entries()) {
    const index = scored.series[n]!;
    const { values, scale } = series[index]!;
    const at = n * horizon;
    scored.actual.set(values.subarray(origin, origin + horizon), at);
    scored.scales.fill(scale, at, at + horizon);
    const history = values.subarray(window === null ? 0 : Math.max(0, origin - window), origin);
    for (const [name, method] of Object.entries(baselines)) {
      scored.point[name as keyof typeof baselines].set(method(history, horizon, season), at);
    }
    let ridge = ridges.get(index);
    if (ridge?.fit !== fit) {
      await yieldToEventLoop();
      if (signal.aborted) throw new CancelledError('The backtest was cancelled.');
      const known = fitted ?? seen;
      ridge = { fit, forecast: fitLocalRidge(values.subarray(known.from, known.to), horizon, season) };
      ridges.set(index, ridge);
    }
    scored.point.ridge.set(ridge.forecast(history, horizon, season), at);
  }
}
