import type { Dataset } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import type { Origin } from '../forecast/origins.ts';
import type { Predictor } from '../forecast/predict.ts';
import { mase, pinball, seasonalScale } from '../metrics/index.ts';
import { baselines } from '../models/index.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';
import type { TuningMetric } from '../protocol/tuning.ts';
import { epochOrder } from '../train/order.ts';
import { numericColumn } from '../train/columns.ts';

/** More origins say little more about which trial is better: so many are drawn (an even stride would meet a season). */
const MOST_ORIGINS = 500;

/** The points on which every trial of a study is scored. */
export interface ValidationSet {
  metric: TuningMetric;
  horizon: number;
  origins: Origin[];
  /** `[origins * h]`, NaN where not observed, or where the metric is not defined for its series. */
  actual: Float64Array;
  /** MASE denominator of each point's series, from its training part. */
  scales: Float64Array;
}

/**
 * Origins in the validation part of every series: all targets lie in it, the last `shortest` rows before hold an observed target, so
 * that every trial has something to forecast from, whatever its context. Of the parts only training and validation are read.
 * Errors: `nothing-observed`; `no-metric` where MASE is undefined for every series.
 */
export function validationSet(dataset: Dataset, data: DataConfig, shortest: number, metric: TuningMetric, seed: number): ValidationSet {
  const { horizon } = data;
  const target = numericColumn(dataset, data.target).values;
  const isObserved = (value: number): boolean => !Number.isNaN(value) && (data.transform === 'none' || value > 0);
  const all: Origin[] = [];
  const { series: known } = knownPart(dataset, data);
  known.forEach(({ offset, length }, series) => {
    const split = splitSeries(length, { ...data, context: shortest });
    if (split === null) return;
    for (let rows = split.trainingEnd; rows <= split.validationEnd - horizon; rows++) {
      const seen = target.subarray(offset + rows - shortest, offset + rows).some(isObserved);
      if (seen && target.subarray(offset + rows, offset + rows + horizon).some((value) => !Number.isNaN(value)))
        all.push({ series, fold: 0, known: rows });
    }
  });
  const drawn = epochOrder(
    Int32Array.from(all, (_, i) => i),
    seed,
    0,
  )
    .subarray(0, MOST_ORIGINS)
    .sort();
  const origins = Array.from(drawn, (i) => all[i]!);
  const actual = new Float64Array(origins.length * horizon);
  const scales = new Float64Array(origins.length * horizon);
  origins.forEach(({ series, known: rows }, n) => {
    const { offset, length } = known[series]!;
    const { trainingEnd } = splitSeries(length, { ...data, context: shortest })!;
    actual.set(target.subarray(offset + rows, offset + rows + horizon), n * horizon);
    scales.fill(seasonalScale(target.subarray(offset, offset + trainingEnd), data.season), n * horizon, (n + 1) * horizon);
  });
  if (origins.length === 0) {
    throw new ExpectedError(
      'nothing-observed',
      `The validation part of ${dataset.name} has no origin with an observed "${data.target}" before and after it. Choose a larger validation share, or another target.`,
    );
  }
  if (metric === 'mase') {
    scales.forEach((scale, i) => {
      if (Number.isNaN(scale)) actual[i] = Number.NaN;
    });
    if (actual.every(Number.isNaN)) {
      throw new ExpectedError(
        'no-metric',
        `MASE is undefined for ${dataset.name}: in training every series is constant from season to season, or shorter than one. Compare trials by pinball instead.`,
        { flag: '--metric' },
      );
    }
  }
  return { metric, horizon, origins, actual, scales };
}

/** What a model scores on the set, lower is better; NaN where one of its forecasts is not finite. */
export async function scoreModel(set: ValidationSet, dataset: Dataset, predictor: Predictor): Promise<number> {
  const levels = predictor.model.quantiles;
  const { quantiles } = await predictor.predict(set.origins.map((origin) => rawWindow(dataset, predictor, origin)));
  if (set.metric === 'pinball') return pinball(set.actual, quantiles, levels);
  const median = levels.indexOf(0.5);
  const point = Float64Array.from(set.actual, (_, i) => quantiles[i * levels.length + median]!);
  return mase(set.actual, point, set.scales);
}

/** What seasonal naive scores on the set; null for pinball: it has no quantiles. */
export function scoreSeasonalNaive(set: ValidationSet, dataset: Dataset, data: DataConfig): number | null {
  if (set.metric === 'pinball') return null;
  const target = numericColumn(dataset, data.target).values;
  const forecasts = set.origins.flatMap(({ series, known }) => {
    const { offset } = dataset.series[series]!;
    return Array.from(baselines.seasonalNaive(target.subarray(offset, offset + known), data.horizon, data.season));
  });
  const score = mase(set.actual, forecasts, set.scales);
  return Number.isNaN(score) ? null : score;
}
