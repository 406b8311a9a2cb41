import type { Dataset } from '../data/dataset.ts';
import { calibrationReport } from '../forecast/calibration-report.ts';
import type { ScoredSeries } from '../forecast/references.ts';
import type { FoldForecast as Rolled } from '../forecast/rolling.ts';
import { coverage, mae } from '../metrics/index.ts';
import { baselines } from '../models/index.ts';
import { fitLocalRidge } from '../models/ridge/index.ts';
import { meanWeights } from '../models/trained.ts';
import type { Measure } from '../protocol/evaluation.ts';
import type { FoldForecast, MethodBacktest } from '../protocol/forecasts.ts';
import { surroundings } from './make-forecast.ts';

/** Numbers of folds that are kept of one forecast: of a panel with more, the first series have theirs. */
const MOST_NUMBERS = 400_000;

export interface MethodBacktestRequest {
  dataset: Dataset;
  target: string;
  season: number;
  horizon: number;
  /** By the index of the forecasts' series. */
  series: readonly ScoredSeries[];
  quantiles: readonly number[];
  measure: Measure;
}

/**
 * What the rolling forecasts of a method say fold by fold, beside seasonal naive and ridge from the same rows, and how its quantiles lay over all
 * series and folds; no calibration of a method that forecasts points alone.
 */
export function methodBacktest(forecasts: readonly Rolled[], about: MethodBacktestRequest): MethodBacktest {
  const { horizon, season, quantiles, measure } = about;
  const kept: MethodBacktest['series'] = [];
  let numbers = 0;
  for (const [series, { id }] of about.series.entries()) {
    const own = forecasts.filter((forecast) => forecast.series === series);
    numbers += own.length * (horizon * (quantiles.length + 5) + 2 * pastRows(horizon, season));
    if (numbers > MOST_NUMBERS && kept.length > 0) break;
    kept.push({ seriesId: id, folds: foldsOf(own, series, about) });
  }
  return { measure, quantiles: [...quantiles], calibration: calibrationOf(forecasts, horizon, quantiles), series: kept };
}

const pastRows = (horizon: number, season: number): number => Math.max(2 * horizon, 2 * season);

function foldsOf(
  forecasts: readonly Rolled[],
  series: number,
  { dataset, target, season, horizon, quantiles: levels, measure, series: all }: MethodBacktestRequest,
): FoldForecast[] {
  const { values, scale } = all[series]!;
  const divisor = measure === 'MASE' ? scale : 1;
  const weights = meanWeights(levels);
  let ridge: { fit: number; forecast: ReturnType<typeof fitLocalRidge> } | null = null;
  return forecasts.map(({ fold, actual, points, quantiles, audit }): FoldForecast => {
    const history = values.subarray(0, audit.origin);
    if (ridge?.fit !== audit.fit) {
      // As in the backtest: fitted as often as the method, to the same rows.
      const known = audit.fitted ?? audit.seen;
      ridge = { fit: audit.fit, forecast: fitLocalRidge(values.subarray(known.from, known.to), horizon, season) };
    }
    const own = quantiles ?? pointsAlone(points, levels);
    const column = (level: number): Float64Array => points.map((_, k) => own[k * levels.length + levels.indexOf(level)] ?? Number.NaN);
    const covered = coverage(actual, column(0.1), column(0.9));
    const seasonalNaive = baselines.seasonalNaive(history, horizon, season);
    return {
      fold,
      actual,
      values: own,
      mean: points.map((middle, k) => {
        const average = weights.reduce((sum, weight, q) => sum + weight * own[k * levels.length + q]!, 0);
        return Number.isNaN(average) ? middle : average;
      }),
      seasonalNaive,
      ridge: ridge.forecast(history, horizon, season),
      ...surroundings(dataset, { series, known: audit.origin }, target, horizon, pastRows(horizon, season)),
      error: mae(actual, points) / divisor,
      naiveError: mae(actual, seasonalNaive) / divisor,
      coverage80: Number.isNaN(covered) ? null : covered,
    };
  });
}

function pointsAlone(points: Float64Array, levels: readonly number[]): Float64Array {
  const values = new Float64Array(points.length * levels.length).fill(Number.NaN);
  points.forEach((point, k) => (values[k * levels.length + levels.indexOf(0.5)] = point));
  return values;
}

function calibrationOf(forecasts: readonly Rolled[], horizon: number, levels: readonly number[]): MethodBacktest['calibration'] {
  const known = forecasts.filter(({ quantiles }) => quantiles !== null);
  if (known.length === 0) return null;
  const actual = new Float64Array(known.length * horizon);
  const values = new Float64Array(known.length * horizon * levels.length);
  known.forEach((forecast, n) => {
    actual.set(forecast.actual, n * horizon);
    values.set(forecast.quantiles!, n * horizon * levels.length);
  });
  return calibrationReport(actual, values, levels);
}
