import { knownPart } from '../data/index.ts';
import { calibrationReport } from '../forecast/calibration-report.ts';
import { testOrigins } from '../forecast/origins.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { isObserved } from '../models/window.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { CalibrationReport } from '../protocol/forecasts.ts';
import { numericColumn } from '../train/columns.ts';
import type { EngineContext } from './context.ts';
import { withPredictor } from './with-predictor.ts';

/** Origins forecast in one call of the core. */
const CHUNK = 1024;

/** How the quantiles of a run lay over the folds of its stored evaluation. Errors: those of `withPredictor`, `series-too-short`, CancelledError. */
export function calibrateRun(context: EngineContext, runId: string, signal: AbortSignal): Promise<CalibrationReport> {
  return withPredictor(context, runId, signal, async (predictor, whole, { summary }) => {
    const { data, quantiles: levels } = predictor.model;
    const dataset = knownPart(whole, data);
    const target = numericColumn(dataset, data.target).values;
    const { folds = null, stride = null } = summary.evaluation ?? {};
    const origins = testOrigins(dataset, data, folds, stride).origins;
    const size = data.horizon * levels.length;
    const actual = new Float64Array(origins.length * data.horizon).fill(Number.NaN);
    const forecast = new Float64Array(origins.length * size).fill(Number.NaN);
    for (let from = 0; from < origins.length; from += CHUNK) {
      if (signal.aborted) throw new CancelledError();
      const part = origins.slice(from, from + CHUNK);
      const windows = part.map((origin) => rawWindow(dataset, predictor, origin));
      forecast.set((await predictor.predict(windows)).quantiles, from * size);
      part.forEach(({ series, known }, n) => {
        if (!isObserved(predictor.model, windows[n]!.target)) return;
        const start = dataset.series[series]!.offset + known;
        actual.set(target.subarray(start, start + data.horizon), (from + n) * data.horizon);
      });
    }
    return { runId, ...calibrationReport(actual, forecast, levels) };
  });
}
