import type { Dataset } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';
import { seasonalScale } from '../metrics/index.ts';
import { channelsOf } from '../models/channels.ts';
import { isObserved } from '../models/window.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { Evaluation, ForecastAudit } from '../protocol/evaluation.ts';
import type { DataConfig } from '../protocol/training.ts';
import { numericColumn } from '../train/columns.ts';
import { evaluate } from './evaluate.ts';
import { type Origin, testOrigins } from './origins.ts';
import type { Predictor } from './predict.ts';
import { fillReferences, type ScoredSeries } from './references.ts';
import { columnsOf, contextOf, rawWindow } from './raw-window.ts';
import { emptyScored } from './score.ts';
import { unknownNames } from './unknown-names.ts';

/** Origins forecast in one call of the core. */
const CHUNK = 1024;

export interface BacktestRequest {
  dataset: Dataset;
  predictor: Predictor;
  /** Null: as many as fit, at most 20 a series. */
  folds: number | null;
  stride: number | null;
  /** Rows before an origin that a forecast reads at most; null: all that the model reads. */
  window: number | null;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

export interface Backtest {
  evaluation: Evaluation;
  /** One a forecast. */
  audit: ForecastAudit[];
}

/**
 * Rolling-origin backtest over the test part, which neither training nor early stopping saw. The weights and the
 * scalers stay as trained (refit: never). Every method forecasts from the same origins and is scored on the same points.
 * Errors: `series-too-short`, `too-many-folds`, CancelledError.
 */
export async function backtest(request: BacktestRequest): Promise<Backtest> {
  const { predictor, window, signal } = request;
  const { data, quantiles } = predictor.model;
  const dataset = knownPart(request.dataset, data);
  const { origins: candidates, stride, folds } = testOrigins(dataset, data, request.folds, request.stride);
  const reach = Math.min(data.context, window ?? data.context);
  const target = numericColumn(dataset, data.target).values;
  const origins = candidates.filter((origin) => isObserved(predictor.model, contextOf(dataset, target, origin, reach)));
  const { horizon } = data;
  const width = quantiles.length;
  const scored = emptyScored(origins.length, horizon, width);
  const median = quantiles.indexOf(0.5);
  for (let from = 0; from < origins.length; from += CHUNK) {
    if (signal.aborted) throw new CancelledError('The backtest was cancelled.');
    const part = origins.slice(from, from + CHUNK);
    const forecasts = await predictor.predict(part.map((origin) => rawWindow(dataset, predictor, origin, reach)));
    scored.quantiles.set(forecasts.quantiles, from * horizon * width);
    request.onProgress(Math.min(1, (from + CHUNK) / origins.length) / 2);
  }
  scored.point.model = scored.point.model.map((_, i) => scored.quantiles[i * width + median]!);
  origins.forEach(({ series, fold }, n) => {
    scored.series[n] = series;
    scored.fold[n] = fold;
  });
  const audit = origins.map((origin) => auditOf(dataset, predictor, origin, reach));
  const series = scoredSeries(dataset, data);
  await fillReferences(scored, { series, season: data.season, audits: audit, window, signal });
  request.onProgress(1);
  const notes = unknownNames(dataset, columnsOf(predictor.model), origins);
  const unobserved = candidates.length - origins.length;
  if (unobserved > 0)
    notes.push(`${unobserved} of ${candidates.length} origins have no observed value in their context and were left out.`);
  const seriesIds = series.map(({ id }) => id);
  return { evaluation: evaluate(scored, { folds, stride, window, refit: null, quantiles, seriesIds, notes }), audit };
}

/** The series of a dataset with the scales of their training parts, which stay the same whatever is refitted. */
export function scoredSeries(dataset: Dataset, data: DataConfig): ScoredSeries[] {
  const target = numericColumn(dataset, data.target).values;
  return dataset.series.map(({ id, offset, length }) => {
    const split = splitSeries(length, data);
    const values = target.subarray(offset, offset + length);
    return { id, values, scale: split === null ? Number.NaN : seasonalScale(values.subarray(0, split.trainingEnd), data.season) };
  });
}

/** What the trained model saw for an origin: of a series that it knows, training read all rows before the test part. */
function auditOf(dataset: Dataset, predictor: Predictor, origin: Origin, reach: number): ForecastAudit {
  const { id, length } = dataset.series[origin.series]!;
  const { data } = predictor.model;
  const split = predictor.seriesIndex(id) < 0 ? null : splitSeries(length, data);
  return {
    seriesId: id,
    fold: origin.fold,
    origin: origin.known,
    fit: 0,
    fitted: split && { from: 0, to: split.validationEnd },
    seen: { from: Math.max(0, origin.known - reach), to: origin.known },
    ahead: channelsOf(data).known === 0 ? null : { from: Math.max(0, origin.known - reach), to: origin.known + data.horizon },
  };
}
