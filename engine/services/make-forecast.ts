import type { Dataset } from '../data/dataset.ts';
import { futureTimes } from '../data/index.ts';
import { rawWindow } from '../forecast/backtest.ts';
import type { Predictor } from '../forecast/predict.ts';
import type { ForecastResult, SeriesForecast } from '../protocol/training.ts';
import { numericColumn } from '../train/resolve.ts';

/** Forecasts every series from its end; `history` rows of the past come along. */
export async function makeForecast(runId: string, dataset: Dataset, predictor: Predictor, history: number): Promise<ForecastResult> {
  const { data, quantiles: levels } = predictor.model;
  const { horizon, target } = data;
  const windows = dataset.series.map(({ length }, series) => rawWindow(dataset, predictor, { series, known: length }));
  const { quantiles, mean } = await predictor.predict(windows);
  const width = horizon * levels.length;
  const result: ForecastResult = { runId, target, horizon, hasTime: dataset.hasTime, series: [], skipped: [] };
  dataset.series.forEach(({ id }, n) => {
    if (predictor.model.seriesIds.length === 1 && predictor.seriesIndex(id) < 0) {
      result.skipped.push({ seriesId: id, reason: 'the model was trained on one other series and knows no other scale' });
      return;
    }
    if (Number.isNaN(mean[n * horizon]!)) {
      result.skipped.push({ seriesId: id, reason: `its last ${data.context} rows have no observed "${target}"` });
      return;
    }
    result.series.push({
      seriesId: id,
      quantiles: levels,
      values: quantiles.slice(n * width, (n + 1) * width),
      mean: mean.slice(n * horizon, (n + 1) * horizon),
      ...surroundings(dataset, n, target, horizon, history),
    });
  });
  return result;
}

/** The time of the forecast steps, and the tail of the past. */
export function surroundings(
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
