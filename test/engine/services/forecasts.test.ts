/** From a run to a kept forecast, its files, its backtest in parts, and its score once more rows have come; all over the contract. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { ForecastDetail, ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-forecasts-'));
const ROWS = 120;
const HORIZON = 6;
const csv = join(folder, 'sales.csv');

/** Monthly sales with a season; `shift` is added to what comes after the first 120 months. */
function sales(rows: number, shift = 0): string {
  const random = createRandom(7);
  const lines = Array.from({ length: rows }, (_, month) => {
    const value = 100 + month / 4 + 20 * Math.sin((month * Math.PI) / 6) + 2 * random.normal() + (month >= ROWS ? shift : 0);
    return `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${value.toFixed(3)}`;
  });
  return `month,sales\n${lines.join('\n')}\n`;
}

writeFileSync(csv, sales(ROWS));
const { client, close } = openSession();
afterAll(close);

describe('a kept forecast', () => {
  let runId: string;
  let made: ForecastSummary;
  let detail: ForecastDetail;

  beforeAll(async () => {
    mkdirSync(join(folder, 'work'));
    await client.call('workspace.open', { path: join(folder, 'work') });
    const { id } = await client.call('data.import', { path: csv, overrides: {} });
    ({ runId } = await client.call('training.start', {
      datasetId: id,
      name: 'Sales GRU',
      data: { target: 'sales', horizon: HORIZON, context: 12 },
      training: { epochs: 30, threads: 1 },
    }));
    await ended(client, runId);
    made = await client.call('forecasts.create', { origin: { kind: 'run', runId } });
    detail = await client.call('forecasts.get', { forecastId: made.id });
  }, 60_000);

  it('is the forecast of its run, beside that of simple methods', async () => {
    expect(made).toMatchObject({ name: 'Sales GRU', source: { kind: 'run', runId }, horizon: HORIZON, seriesCount: 1 });
    const { series } = await client.call('forecast.make', { runId, history: 0 });
    expect(detail.series[0]!.values).toEqual(series[0]!.values);
    const history = detail.series[0]!.historyValues;
    expect(Array.from(detail.series[0]!.seasonalNaive)).toEqual(Array.from(history.slice(-12, -6)));
    expect(detail.evaluation!.verdict.sentence).toMatch(/seasonal naive/);
    expect(await client.call('forecasts.list', {})).toEqual([made]);
  });

  it('is written as CSV, Parquet and Excel with the same numbers, as other readers see them', async () => {
    const [csvFile, parquet, excel] = ['csv', 'parquet', 'xlsx'].map((end) => join(folder, `out.${end}`));
    for (const path of [csvFile!, parquet!, excel!]) {
      expect(await client.call('forecasts.save', { forecastId: made.id, path })).toEqual({ path, rows: HORIZON });
    }
    const [head, ...lines] = readFileSync(csvFile!, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(parquet!) });
    expect(rows).toHaveLength(HORIZON);
    expect(Object.keys(rows[0]!)).toEqual(head);
    expect(rows.map(({ time }) => (time as Date).toISOString().slice(0, 10))).toEqual(lines.map(([, time]) => time));
    expect(rows.map((row) => head!.slice(2).map((name) => row[name] as number))).toEqual(lines.map((cells) => cells.slice(2).map(Number)));
    const [titles, ...sheet] = await readSheet(excel!);
    expect(titles).toEqual(head);
    expect(sheet.map(([, time]) => (time as unknown as Date).toISOString().slice(0, 10))).toEqual(lines.map(([, time]) => time));
    expect(sheet.map((cells) => cells.slice(2))).toEqual(lines.map((cells) => cells.slice(2).map(Number)));
  });

  it('its backtest fold by fold agrees with the stored evaluation', async () => {
    const { folds, residuals, measure } = await client.call('runs.folds', { runId });
    const { byFold, metrics } = detail.evaluation!;
    expect(measure).toBe('MASE');
    expect(folds.map(({ error }) => error)).toEqual(byFold.map(({ errors }) => expect.closeTo(errors.model, 9) as number));
    expect(folds.map(({ naiveError }) => naiveError)).toEqual(
      byFold.map(({ errors }) => expect.closeTo(errors.seasonalNaive, 9) as number),
    );
    const errors = folds.flatMap(({ actual, ridge }) => Array.from(actual, (value, k) => Math.abs(value - ridge[k]!)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeCloseTo(metrics.ridge.mae, 9);
    // The first step of each fold is among the one-step-ahead errors.
    const middle = detail.series[0]!.quantiles.indexOf(0.5);
    for (const fold of folds) {
      const at = residuals.time.indexOf(fold.time[0]!);
      expect(residuals.values[at]).toBeCloseTo(fold.actual[0]! - fold.values[middle]!, 9);
    }
    await expect(client.call('runs.folds', { runId, seriesId: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-series' });
  });

  it('its calibration agrees with the stored evaluation', async () => {
    const { intervals, pit, points } = await client.call('runs.calibration', { runId });
    const { metrics, points: scored, pit: stored } = detail.evaluation!;
    expect(points).toBe(scored);
    expect(intervals.find(({ level }) => level === 0.8)!.observed).toBeCloseTo(metrics.model.coverage80!, 9);
    expect(pit).toEqual(stored!.map((share) => expect.closeTo(share, 9) as number));
  });

  it('is scored once more rows have come, by the file itself', async () => {
    expect((await client.call('ledger.read', {})).entries[0]).toMatchObject({ known: 0, score: null, problem: null });
    writeFileSync(csv, sales(ROWS + 4));
    const [entry] = (await client.call('ledger.read', {})).entries;
    expect(entry).toMatchObject({ known: 4, revised: 0, drift: { state: 'within' } });
    const came = sales(ROWS + 4)
      .trim()
      .split('\n')
      .slice(-4)
      .map((line) => Number(line.split(',')[1]));
    const { quantiles, values, seasonalNaive } = detail.series[0]!;
    const medians = came.map((_, k) => values[k * quantiles.length + quantiles.indexOf(0.5)]!);
    const mean = (terms: number[]): number => terms.reduce((sum, term) => sum + term, 0) / terms.length;
    expect(entry!.score!.mae).toBeCloseTo(mean(came.map((value, k) => Math.abs(value - medians[k]!))), 9);
    expect(entry!.score!.naiveMae).toBeCloseTo(mean(came.map((value, k) => Math.abs(value - seasonalNaive[k]!))), 9);
    const compared = await client.call('ledger.compare', { forecastId: made.id, seriesId: detail.series[0]!.seriesId });
    expect(Array.from(compared.actual)).toEqual([...came, Number.NaN, Number.NaN]);
  });

  it('proposes to train again where what came is nothing like the past, and has not changed itself', async () => {
    const newer = join(folder, 'newer.csv');
    writeFileSync(newer, sales(ROWS + HORIZON, 400));
    const [entry] = (await client.call('ledger.read', { path: newer })).entries;
    expect(entry).toMatchObject({ known: HORIZON, drift: { state: 'beyond' }, actuals: { path: newer } });
    expect(await client.call('forecasts.get', { forecastId: made.id })).toEqual(detail);
  });

  it('of a method of the catalogue is kept, renamed and removed', async () => {
    const { id } = await client.call('data.import', { path: csv, overrides: {} });
    const found = await client.call('catalogue.forecast', { datasetId: id, target: 'sales', horizon: HORIZON, model: 'theta', season: 12 });
    const theta = await client.call('forecasts.create', { origin: { kind: 'catalogue', id: found.id }, name: 'Theta' });
    expect(theta).toMatchObject({ name: 'Theta', source: { kind: 'method', method: 'theta' }, season: 12 });
    const { series } = await client.call('forecasts.get', { forecastId: theta.id });
    expect(series[0]!.values).toEqual(found.forecast.series[0]!.values);
    expect(series[0]!.scale).toBeGreaterThan(0);
    const kept = await client.call('forecasts.backtest', { forecastId: theta.id, seriesId: series[0]!.seriesId });
    const { evaluation } = found;
    expect(kept!.folds!.folds.map(({ fold }) => String(fold))).toEqual(evaluation.byFold.map(({ name }) => name));
    evaluation.byFold.forEach(({ errors, coverage80 }, n) => {
      const fold = kept!.folds!.folds[n]!;
      expect([fold.error, fold.naiveError, fold.coverage80]).toEqual([
        expect.closeTo(errors.model, 9),
        expect.closeTo(errors.seasonalNaive, 9),
        coverage80 === null ? null : expect.closeTo(coverage80, 9),
      ]);
      const scale = evaluation.measure === 'MASE' ? series[0]!.scale : 1;
      const ridgeError = fold.ridge.reduce((sum, value, k) => sum + Math.abs(value - fold.actual[k]!), 0) / HORIZON / scale;
      expect(ridgeError).toBeCloseTo(errors.ridge, 9);
    });
    expect(kept!.calibration).toMatchObject({ points: evaluation.points, pit: evaluation.pit });
    const eighty = kept!.calibration!.intervals.find(({ level }) => Math.abs(level - 0.8) < 1e-9)!;
    expect(eighty.observed).toBeCloseTo(evaluation.metrics.model.coverage80!, 9);
    expect(await client.call('forecasts.backtest', { forecastId: theta.id, seriesId: 'nowhere' })).toMatchObject({ folds: null });
    expect(await client.call('forecasts.backtest', { forecastId: made.id, seriesId: series[0]!.seriesId })).toBeNull();
    const file = join(folder, 'work', 'forecasts', theta.id, 'backtest.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"valuesHash":\s*"./, (start) => (start.endsWith('0') ? start.replace(/0$/, '1') : start.replace(/.$/, '0'))),
    );
    const asked = client.call('forecasts.backtest', { forecastId: theta.id, seriesId: series[0]!.seriesId });
    await expect(asked).rejects.toMatchObject({ code: 'forecast-changed' });
    writeFileSync(file, text);
    expect((await client.call('forecasts.rename', { forecastId: theta.id, name: 'T' })).name).toBe('T');
    await client.call('forecasts.remove', { forecastId: theta.id });
    expect(await client.call('forecasts.list', {})).toEqual([made]);
    await expect(client.call('forecasts.get', { forecastId: theta.id })).rejects.toMatchObject({ code: 'unknown-forecast' });
  });

  it('whose file is gone says so and stops no other', async () => {
    const [entry] = (await client.call('ledger.read', { path: join(folder, 'nowhere.csv') })).entries;
    expect(entry!.problem).toMatch(/nowhere\.csv/);
    expect(entry!.score).toBeNull();
  });
});
