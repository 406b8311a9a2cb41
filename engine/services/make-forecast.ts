import type { Dataset } from '../data/dataset.ts';
import { knownPart, timesAhead } from '../data/index.ts';
import { missingAhead } from '../forecast/missing-ahead.ts';
import type { Predictor } from '../forecast/predict.ts';
import { columnsOf, type Place, rawWindow } from '../forecast/raw-window.ts';
import { unknownNames } from '../forecast/unknown-names.ts';
import type { ForecastResult, SeriesForecast } from '../protocol/training.ts';
import { numericColumn } from '../train/columns.ts';

/** Forecasts every series from its end, or where columns are known ahead from its last observed target; `history` rows of the past come along. */
export async function makeForecast(runId: string, dataset: Dataset, predictor: Predictor, history: number): Promise<ForecastResult> {
  const { data, quantiles: levels } = predictor.model;
  const { horizon, target } = data;
  const columns = columnsOf(predictor.model);
  const origins = knownPart(dataset, data).series.map(({ length }, series) => ({ series, known: length }));
  const { quantiles, mean } = await predictor.predict(origins.map((origin) => rawWindow(dataset, predictor, origin)));
  const width = horizon * levels.length;
  const result: ForecastResult = {
    runId,
    target,
    horizon,
    hasTime: dataset.hasTime,
    series: [],
    skipped: [],
    notes: unknownNames(dataset, columns, origins),
  };
  dataset.series.forEach(({ id }, n) => {
    if (predictor.model.seriesIds.length === 1 && predictor.seriesIndex(id) < 0) {
      result.skipped.push({ seriesId: id, reason: 'the model was trained on one other series and knows no other scale' });
      return;
    }
    const missing = missingAhead(dataset, columns, origins[n]!);
    if (missing !== null) {
      result.skipped.push({ seriesId: id, reason: missing });
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
      ...surroundings(dataset, origins[n]!, target, horizon, history),
    });
  });
  return result;
}

/** The time of the forecast steps, and the tail of the past. */
export function surroundings(
  dataset: Dataset,
  { series, known }: Place,
  target: string,
  horizon: number,
  history: number,
): Pick<SeriesForecast, 'time' | 'historyTime' | 'historyValues'> {
  const { offset } = dataset.series[series]!;
  const from = offset + Math.max(0, known - history);
  const to = offset + known;
  return {
    time: timesAhead(dataset, series, known, horizon),
    historyTime: dataset.time.slice(from, to),
    historyValues: numericColumn(dataset, target).values.slice(from, to),
  };
}
