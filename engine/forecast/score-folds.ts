import { coverage, mae, mase, pinball, rmse, seasonalScale, smape } from '../metrics/index.ts';
import type { History } from '../models/forecaster.ts';
import type { Metrics, Verdict } from '../protocol/training.ts';
import type { FoldForecast, RollingResult } from './rolling.ts';
import { foldOrigins, type RollingPlan } from './rolling-plan.ts';
import { judge } from './verdict.ts';

/** How a model and seasonal naive did over the same folds. */
export interface FoldScores {
  folds: number;
  points: number;
  metrics: { model: Metrics; seasonalNaive: Metrics };
  verdict: Verdict;
}

/**
 * Scores a model and seasonal naive over the folds and series that both have forecast, so that both are judged by the same points. MASE is scaled by
 * what each series shows before the first fold.
 */
export function scoreFolds(
  results: { model: RollingResult; seasonalNaive: RollingResult },
  series: readonly History[],
  plan: RollingPlan,
  levels: readonly number[],
): FoldScores {
  const key = ({ series: index, fold }: FoldForecast): string => `${index} ${fold}`;
  const both = new Set(results.seasonalNaive.forecasts.map(key));
  const own = results.model.forecasts.filter((forecast) => both.has(key(forecast)));
  const kept = new Set(own.map(key));
  const naive = results.seasonalNaive.forecasts.filter((forecast) => kept.has(key(forecast)));
  const scales = series.map(({ values, season }) => {
    const first = foldOrigins(values.length, plan).find((origin) => origin >= plan.least);
    return first === undefined ? Number.NaN : seasonalScale(values.subarray(0, first), season);
  });
  const metrics = { model: metricsOf(own, scales, levels), seasonalNaive: metricsOf(naive, scales, levels) };
  const count = new Set(own.map((forecast) => forecast.series)).size;
  return {
    folds: plan.folds,
    points: own.reduce((sum, { actual }) => sum + actual.filter((value) => !Number.isNaN(value)).length, 0),
    metrics,
    verdict: judge({ naive: metrics.seasonalNaive, drift: metrics.seasonalNaive, ...metrics }, plan.folds, count),
  };
}

function metricsOf(forecasts: readonly FoldForecast[], scales: readonly number[], levels: readonly number[]): Metrics {
  const joined = (pick: (forecast: FoldForecast) => ArrayLike<number>): Float64Array =>
    Float64Array.from(forecasts.flatMap((forecast) => Array.from(pick(forecast))));
  const actual = joined((forecast) => forecast.actual);
  const points = joined((forecast) => forecast.points);
  const scale = joined((forecast) => new Float64Array(forecast.actual.length).fill(scales[forecast.series]!));
  const scaled = mase(
    actual.map((value, i) => (Number.isNaN(scale[i]!) ? Number.NaN : value)),
    points,
    scale,
  );
  const whole = forecasts.length > 0 && forecasts.every(({ quantiles }) => quantiles !== null && !quantiles.some(Number.isNaN));
  const quantiles = whole ? joined((forecast) => forecast.quantiles!) : null;
  const level = (q: number): Float64Array => actual.map((_, i) => quantiles![i * levels.length + levels.indexOf(q)]!);
  return {
    mae: mae(actual, points),
    rmse: rmse(actual, points),
    smape: smape(actual, points),
    mase: Number.isNaN(scaled) ? null : scaled,
    pinball: quantiles === null ? null : pinball(actual, quantiles, levels),
    coverage80: quantiles === null ? null : coverage(actual, level(0.1), level(0.9)),
  };
}
