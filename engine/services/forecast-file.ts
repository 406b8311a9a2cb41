import { extname } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import writeExcelFile from 'write-excel-file/node';
import { saveFile } from '../base/save-file.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { SavedForecast } from '../protocol/forecasts.ts';
import type { SeriesForecast } from '../protocol/training.ts';
import { forecastCsv, forecastRowCount } from './forecast-csv.ts';

/** Rows below the header that a sheet of Excel holds. */
const MOST_EXCEL_ROWS = 1_048_575;

export interface ForecastFileOptions {
  /** How a time is written; see `timeWriter`. */
  writeTime: (time: number) => string | number;
  hasTime: boolean;
  signal: AbortSignal;
}

/**
 * Writes forecasts as one row a series and step: series, time, one column a quantile, mean; `.parquet` and `.xlsx` by the path's end, CSV otherwise.
 * The numbers are the same in all three. Parquet holds instants (UTC milliseconds); Excel, which knows no zones, the dates and times that the CSV has.
 * Errors: `too-many-rows`, and those of `saveFile`.
 */
export async function saveForecastFile(
  path: string,
  series: readonly SeriesForecast[],
  { writeTime, hasTime, signal }: ForecastFileOptions,
): Promise<SavedForecast> {
  const rows = forecastRowCount(series);
  const options = { doing: 'save the forecast as', signal };
  switch (extname(path).toLowerCase()) {
    case '.parquet':
      await saveFile(path, parquet(series, hasTime), options);
      break;
    case '.xlsx':
      await saveFile(path, await excel(path, series, rows, writeTime), options);
      break;
    default:
      await saveFile(path, forecastCsv(series, writeTime), options);
  }
  return { path, rows };
}

function parquet(series: readonly SeriesForecast[], hasTime: boolean): Uint8Array {
  const levels = series[0]?.quantiles ?? [];
  const flat = (column: (one: SeriesForecast) => ArrayLike<number>): number[] => series.flatMap((one) => Array.from(column(one)));
  const times = flat(({ time }) => time);
  const buffer = parquetWriteBuffer({
    createdBy: 'hindcast',
    columnData: [
      { name: 'series', data: series.flatMap(({ seriesId, time }) => Array.from(time, () => seriesId)), type: 'STRING', nullable: false },
      hasTime
        ? { name: 'time', data: times.map((time) => new Date(time)), type: 'TIMESTAMP', nullable: false }
        : { name: 'time', data: times, type: 'DOUBLE', nullable: false },
      ...levels.map((level, q) => ({
        name: `q${level}`,
        data: flat(({ time, values }) => Array.from(time, (_, k) => values[k * levels.length + q]!)),
        type: 'DOUBLE' as const,
        nullable: false,
      })),
      { name: 'mean', data: flat(({ mean }) => mean), type: 'DOUBLE', nullable: false },
    ],
  });
  return new Uint8Array(buffer);
}

async function excel(
  path: string,
  series: readonly SeriesForecast[],
  rows: number,
  writeTime: ForecastFileOptions['writeTime'],
): Promise<Uint8Array> {
  if (rows > MOST_EXCEL_ROWS) {
    throw new ExpectedError(
      'too-many-rows',
      `A sheet of Excel holds ${MOST_EXCEL_ROWS} rows but this forecast has ${rows}. Save it as CSV or Parquet instead of ${path}.`,
      { rows },
    );
  }
  const levels = series[0]?.quantiles ?? [];
  const head = ['series', 'time', ...levels.map((level) => `q${level}`), 'mean'].map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = series.flatMap(({ seriesId, time, values, mean }) =>
    Array.from(time, (at, k) => [
      { value: seriesId },
      timeCell(writeTime(at)),
      ...levels.map((_, q) => numberCell(values[k * levels.length + q]!)),
      numberCell(mean[k]!),
    ]),
  );
  const columns = [{ width: 18 }, { width: 18 }, ...levels.map(() => ({ width: 12 })), { width: 12 }];
  return writeExcelFile([head, ...body], { columns, stickyRowsCount: 1, sheet: 'Forecast' }).toBuffer();
}

/** A date of Excel that reads as what `timeWriter` writes. */
function timeCell(written: string | number) {
  if (typeof written === 'number') return { value: written };
  const dateOnly = written.length === 10;
  return { value: new Date(dateOnly ? `${written}T00:00:00Z` : written), format: dateOnly ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' };
}

function numberCell(value: number) {
  return Number.isNaN(value) ? null : { value };
}
