import { csvLine } from '../data/index.ts';
import type { SeriesForecast } from '../protocol/training.ts';

/** Rows that `forecastCsv` writes below its header. */
export function forecastRowCount(series: readonly SeriesForecast[]): number {
  return series.reduce((sum, { time }) => sum + time.length, 0);
}

/** How a time is written; see `timeWriter`. */
type WriteTime = (time: number) => string | number;

/** Forecasts as CSV lines: series, time, one column a quantile, mean. Numbers round-trip. */
export function* forecastCsv(series: readonly SeriesForecast[], writeTime: WriteTime): Generator<string> {
  const first = series[0];
  if (first) yield forecastHeader(first.quantiles);
  for (const one of series) yield* forecastLines(one, writeTime);
}

export function forecastHeader(quantiles: readonly number[]): string {
  return csvLine(['series', 'time', ...quantiles.map((level) => `q${level}`), 'mean']);
}

export function* forecastLines(
  series: Pick<SeriesForecast, 'seriesId' | 'time' | 'quantiles' | 'values' | 'mean'>,
  writeTime: WriteTime,
): Generator<string> {
  const width = series.quantiles.length;
  for (let k = 0; k < series.time.length; k++) {
    yield csvLine([series.seriesId, writeTime(series.time[k]!), ...series.values.subarray(k * width, (k + 1) * width), series.mean[k]!]);
  }
}
