import { csvLine } from '../data/index.ts';
import type { SeriesForecast } from '../protocol/training.ts';

/** Rows that `forecastCsv` writes below its header. */
export function forecastRowCount(series: readonly SeriesForecast[]): number {
  return series.reduce((sum, { time }) => sum + time.length, 0);
}

/** Forecasts as CSV lines: series, time, one column a quantile, mean. Numbers round-trip; times are ISO 8601. */
export function* forecastCsv(series: readonly SeriesForecast[], hasTime: boolean): Generator<string> {
  const first = series[0];
  if (first) yield forecastHeader(first.quantiles);
  for (const one of series) yield* forecastLines(one, hasTime);
}

export function forecastHeader(quantiles: readonly number[]): string {
  return csvLine(['series', 'time', ...quantiles.map((level) => `q${level}`), 'mean']);
}

export function* forecastLines(
  series: Pick<SeriesForecast, 'seriesId' | 'time' | 'quantiles' | 'values' | 'mean'>,
  hasTime: boolean,
): Generator<string> {
  const width = series.quantiles.length;
  for (let k = 0; k < series.time.length; k++) {
    const time = hasTime ? isoTime(series.time[k]!) : series.time[k]!;
    yield csvLine([series.seriesId, time, ...series.values.subarray(k * width, (k + 1) * width), series.mean[k]!]);
  }
}

/** A date where the time of day is midnight UTC, else date and time. */
function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z');
}
