import type { Dataset } from '../data/dataset.ts';
import { splitSeries } from '../data/split.ts';
import { seasonalScale } from '../metrics/index.ts';
import { baselines } from '../models/index.ts';
import { isObserved, type RawWindow } from '../models/window.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { Evaluation, MethodName, Metrics } from '../protocol/training.ts';
import { numericColumn } from '../train/resolve.ts';
import { type Origin, testOrigins } from './origins.ts';
import type { Predictor } from './predict.ts';
import { type Scored, scoreIntervals, scorePoints } from './score.ts';
import { judge } from './verdict.ts';

/** Origins forecast in one call of the core. */
const CHUNK = 1024;

export interface BacktestRequest {
  dataset: Dataset;
  predictor: Predictor;
  /** Null: as many as fit, at most 20 a series. */
  folds: number | null;
  stride: number | null;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/**
 * Rolling-origin backtest over the test part, which neither training nor early stopping saw. The weights and the
 * scalers stay as trained (refit: never). Every method forecasts from the same origins and is scored on the same points.
 * Errors: `series-too-short`, `too-many-folds`, CancelledError.
 */
export async function backtest(request: BacktestRequest): Promise<Evaluation> {
  const { dataset, predictor } = request;
  const { data, quantiles } = predictor.model;
  const { origins: candidates, stride, folds } = testOrigins(dataset, data, request.folds, request.stride);
  const target = numericColumn(dataset, data.target).values;
  const origins = candidates.filter((origin) => isObserved(predictor.model, contextOf(dataset, target, origin, data.context)));
  const horizon = data.horizon;
  const points = origins.length * horizon;
  const scored: Scored = {
    actual: new Float64Array(points),
    scales: new Float64Array(points),
    point: {
      model: new Float64Array(points),
      naive: new Float64Array(points),
      seasonalNaive: new Float64Array(points),
      drift: new Float64Array(points),
    },
    quantiles: new Float64Array(points * quantiles.length),
  };
  const scales = dataset.series.map(({ offset, length }) => {
    const split = splitSeries(length, data);
    return split === null ? Number.NaN : seasonalScale(target.subarray(offset, offset + split.trainingEnd), data.season);
  });
  const median = quantiles.indexOf(0.5);
  for (let from = 0; from < origins.length; from += CHUNK) {
    if (request.signal.aborted) throw new CancelledError('The backtest was cancelled.');
    const part = origins.slice(from, from + CHUNK);
    const forecasts = await predictor.predict(part.map((origin) => rawWindow(dataset, predictor, origin)));
    scored.quantiles.set(forecasts.quantiles, from * horizon * quantiles.length);
    part.forEach((origin, n) => {
      const { offset } = dataset.series[origin.series]!;
      const history = target.subarray(offset, offset + origin.known);
      const at = (from + n) * horizon;
      scored.actual.set(target.subarray(offset + origin.known, offset + origin.known + horizon), at);
      scored.scales.fill(scales[origin.series]!, at, at + horizon);
      for (const [name, method] of Object.entries(baselines)) {
        scored.point[name as keyof typeof baselines].set(method(history, horizon, data.season), at);
      }
      for (let k = 0; k < horizon; k++) scored.point.model[at + k] = forecasts.quantiles[(n * horizon + k) * quantiles.length + median]!;
    });
    request.onProgress(Math.min(1, (from + CHUNK) / origins.length));
  }
  const notes: string[] = [];
  if (origins.length < candidates.length) {
    notes.push(
      `${candidates.length - origins.length} of ${candidates.length} origins have no observed value in their context and were left out.`,
    );
  }
  if (scored.scales.some(Number.isNaN))
    notes.push(
      'MASE is undefined for series that are constant, or too short for one season, in training; they count in the other metrics only.',
    );
  const metrics = Object.fromEntries(methodNames.map((name) => [name, scorePoints(scored, name)])) as Record<MethodName, Metrics>;
  Object.assign(metrics.model, scoreIntervals(scored, quantiles));
  return {
    folds,
    points: scored.actual.filter((value) => !Number.isNaN(value)).length,
    stride,
    metrics,
    maeByStep: Object.fromEntries(methodNames.map((name) => [name, byStep(scored, name, horizon)])) as Record<MethodName, number[]>,
    verdict: judge(metrics, folds, new Set(origins.map(({ series }) => series)).size),
    notes,
  };
}

const methodNames: MethodName[] = ['model', 'seasonalNaive', 'naive', 'drift'];

/** What the model sees at an origin: the context's rows of target and covariates, nothing later. */
export function rawWindow(dataset: Dataset, predictor: Predictor, origin: Origin): RawWindow {
  const { data } = predictor.model;
  const { id } = dataset.series[origin.series]!;
  const column = (name: string): Float64Array => contextOf(dataset, numericColumn(dataset, name).values, origin, data.context);
  return { target: column(data.target), covariates: data.covariates.map(column), series: predictor.seriesIndex(id) };
}

function contextOf(dataset: Dataset, values: Float64Array, origin: Origin, context: number): Float64Array {
  const { offset } = dataset.series[origin.series]!;
  return values.subarray(offset + Math.max(0, origin.known - context), offset + origin.known);
}

/** MAE of each horizon step, `[h]`, in one pass; NaN where a step was never observed. */
function byStep({ actual, point }: Scored, name: MethodName, horizon: number): number[] {
  const sums = new Float64Array(horizon);
  const counts = new Int32Array(horizon);
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sums[i % horizon]! += Math.abs(value - point[name][i]!);
    counts[i % horizon]!++;
  });
  // 0 / 0 is NaN.
  return Array.from(sums, (sum, k) => sum / counts[k]!);
}
