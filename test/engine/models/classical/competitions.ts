import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mae, seasonalScale, smape } from '../../../../engine/metrics/index.ts';
import type { Baseline } from '../../../../engine/models/baseline.ts';

/** Lies beside the checkout, as its licences differ. */
const folder = join(import.meta.dirname, '../../../../../shared/data');
export const absent = !existsSync(folder);
if (absent) console.warn(`SKIPPED: the competitions' data are not at ${folder}; published figures are not tested.`);

export interface Series {
  period: string;
  season: number;
  horizon: number;
  training: Float64Array;
  test: Float64Array;
}

function rows(path: string): string[][] {
  const lines = readFileSync(join(folder, path), 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim()));
}

const numbers = (cells: readonly string[]): Float64Array =>
  Float64Array.from(
    cells.filter((cell) => cell !== ''),
    Number,
  );

export function m4Hourly(): Series[] {
  const tests = new Map(rows('m4-hourly/Hourly-test.csv').map(([id, ...values]) => [id, numbers(values)]));
  return rows('m4-hourly/Hourly-train.csv').map(([id, ...values]) => ({
    period: 'hourly',
    season: 24,
    horizon: 48,
    training: numbers(values),
    test: tests.get(id)!,
  }));
}

export function m3(): Series[] {
  const tests = new Map(rows('m3/m3_test.csv').map((cells) => [cells[0], numbers(cells.slice(7))]));
  return rows('m3/m3_train.csv').map((cells) => ({
    period: cells[1]!.toLowerCase(),
    season: Number(cells[3]),
    horizon: Number(cells[5]),
    training: numbers(cells.slice(7)),
    test: tests.get(cells[0])!,
  }));
}

/** sMAPE over all points, to the digits that are published; over series of one horizon that is also the mean over series. */
export function smapeOf(method: Baseline, series: readonly Series[], digits: number): string {
  const sums = series.map(({ training, horizon, season, test }) => horizon * smape(test, method(training, horizon, season)));
  const points = series.reduce((total, { horizon }) => total + horizon, 0);
  return (sums.reduce((total, value) => total + value, 0) / points).toFixed(digits);
}

/** Mean MASE over the series. */
export function maseOf(method: Baseline, series: readonly Series[], digits: number): string {
  const each = series.map(
    ({ training, horizon, season, test }) => mae(test, method(training, horizon, season)) / seasonalScale(training, season),
  );
  return (each.reduce((total, value) => total + value, 0) / each.length).toFixed(digits);
}
