import type { SeriesForecast } from '../engine/protocol/training.ts';
import { figure, table } from './table.ts';

/** The time of a step as short as it can be, or its row. */
export function timeText(time: number, hasTime: boolean): string {
  return hasTime ? new Date(time).toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z') : String(time);
}

/** The forecast of one series as text: a row a step. */
export function forecastTable(series: SeriesForecast, hasTime: boolean): string {
  const width = series.quantiles.length;
  const rows = Array.from(series.time, (time, k) => [
    timeText(time, hasTime),
    ...series.quantiles.map((_, q) => figure(series.values[k * width + q]!)),
    figure(series.mean[k]!),
  ]);
  return table([series.seriesId || 'time', ...series.quantiles.map((level) => `q${level}`), 'mean'], rows);
}
