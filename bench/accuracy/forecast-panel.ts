import type { CatalogueModel, PanelForecast } from '../../engine/models/forecaster.ts';
import type { History, PanelForecasts } from './panel.ts';
import { benchTask } from './task.ts';

/** Forecasts all series of a set, each from its history: the model is fitted once for all series of one season and horizon. */
export async function forecastPanel(model: CatalogueModel, series: readonly History[], seed: number): Promise<PanelForecasts> {
  const points: Float64Array[] = [];
  const quantiles: Float64Array[] = [];
  let levels: readonly number[] = [];
  let whole = true;
  for (const members of groupsOf(series)) {
    const histories = members.map((i) => ({ id: series[i]!.id, season: series[i]!.season, values: series[i]!.training }));
    const task = benchTask({ histories, horizon: series[members[0]!]!.horizon, validationRows: null, context: null, seed });
    const forecaster = await model.fit(task);
    const forecast: PanelForecast = await forecaster.forecast(histories);
    forecaster.dispose();
    levels = task.quantiles;
    members.forEach((i, n) => {
      points[i] = forecast.points[n]!;
      if (forecast.quantiles === null) whole = false;
      else quantiles[i] = forecast.quantiles[n]!;
    });
  }
  return { points, quantiles: whole ? { levels: [...levels], values: quantiles } : null };
}

/** Indices of the series with the same season and horizon. */
function groupsOf(series: readonly History[]): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  series.forEach(({ season, horizon }, i) => {
    const key = `${season} ${horizon}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return groups.values();
}
