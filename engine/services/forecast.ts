import { saveFile } from '../base/save-file.ts';
import type { Dataset } from '../data/dataset.ts';
import { futureTimes } from '../data/index.ts';
import { rawWindow } from '../forecast/backtest.ts';
import { createPredictor } from '../forecast/predict.ts';
import { loadModel } from '../project/run-folder.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { ForecastResult, SeriesForecast } from '../protocol/training.ts';
import { numericColumn } from '../train/resolve.ts';
import type { EngineContext } from './context.ts';
import { forecastCsv, forecastRowCount } from './forecast-csv.ts';

export function forecastService(context: EngineContext): Handlers<'forecast'> {
  const { runs, datasets } = context;

  /** Forecasts every series from its end; `history` rows of the past come along. */
  async function make(runId: string, history: number, signal: AbortSignal): Promise<ForecastResult> {
    const run = await runs.get(runId);
    const trained = await loadModel(run.summary.folder);
    const { dataset } = await datasets.ofRun(run.dataset, signal);
    const { horizon, target } = trained.data;
    const predictor = createPredictor(context.core(), trained, run.summary.config.training.threads);
    try {
      const windows = dataset.series.map(({ length }, series) => rawWindow(dataset, predictor, { series, known: length }));
      const { quantiles, mean } = await predictor.predict(windows);
      const width = horizon * trained.quantiles.length;
      const result: ForecastResult = { runId, target, horizon, hasTime: dataset.hasTime, series: [], skipped: [] };
      dataset.series.forEach(({ id }, n) => {
        if (Number.isNaN(mean[n * horizon]!)) {
          result.skipped.push({ seriesId: id, reason: `its last ${trained.data.context} rows have no observed "${target}"` });
          return;
        }
        result.series.push({
          seriesId: id,
          quantiles: trained.quantiles,
          values: quantiles.slice(n * width, (n + 1) * width),
          mean: mean.slice(n * horizon, (n + 1) * horizon),
          ...surroundings(dataset, n, target, horizon, history),
        });
      });
      return result;
    } finally {
      predictor.dispose();
    }
  }

  return {
    'forecast.make': ({ runId, history }, { signal }) => make(runId, history, signal),
    'forecast.save': async ({ runId, path }, { signal }) => {
      const result = await make(runId, 0, signal);
      await saveFile(path, forecastCsv(result.series, result.hasTime), { doing: 'save the forecast as' });
      return { path, rows: forecastRowCount(result.series) };
    },
  };
}

/** The time of the forecast steps, and the tail of the past. */
function surroundings(
  dataset: Dataset,
  series: number,
  target: string,
  horizon: number,
  history: number,
): Pick<SeriesForecast, 'time' | 'historyTime' | 'historyValues'> {
  const { offset, length } = dataset.series[series]!;
  const from = offset + Math.max(0, length - history);
  const to = offset + length;
  return {
    time: futureTimes(dataset.time.subarray(offset, to), horizon, dataset.frequency, dataset.settings.time.zone),
    historyTime: dataset.time.slice(from, to),
    historyValues: numericColumn(dataset, target).values.slice(from, to),
  };
}
