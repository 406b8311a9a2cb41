import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  listForecasts,
  loadForecast,
  type NewForecast,
  openForecast,
  removeForecast,
  renameForecast,
  saveForecast,
} from '../../../engine/project/forecast-folder.ts';
import { createManualClock } from '../base/manual-clock.ts';
import { dataset, evaluation } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();
const { id, name, path, bytes, hash, settings } = dataset;
const reference = { id, name, path, bytes, hash, settings };
const forecast: NewForecast = {
  name: 'First',
  source: { kind: 'run', runId: 'run-1', runName: 'Air GRU' },
  scenario: { seriesId: 'series', changes: [{ column: 'price', kind: 'set', value: 2, last: 1 }] },
  target: 'passengers',
  horizon: 2,
  season: 12,
  hasTime: true,
  frequency: { unit: 'month', step: 1 },
  zone: 'UTC',
  seriesCount: 1,
  from: 1000,
  to: 2000,
  evaluation,
  series: [
    {
      seriesId: 'series',
      time: Float64Array.from([1000, 2000]),
      quantiles: [0.1, 0.5, 0.9],
      values: Float64Array.from([1, 2, 3, 4, 5, 1 / 3]),
      mean: Float64Array.from([2, Number.NaN]),
      historyTime: Float64Array.from([0]),
      historyValues: Float64Array.from([7]),
      seasonalNaive: Float64Array.from([1, 1]),
      ridge: Float64Array.from([2, 2]),
      scale: Number.NaN,
    },
  ],
  skipped: [{ seriesId: 'b', reason: 'too short' }],
  notes: ['A note.'],
};

test('is kept bit by bit, listed, renamed and removed', async () => {
  const { summary } = await saveForecast(folder(), forecast, reference, createManualClock());
  const { detail, dataset: from } = await loadForecast(folder(), summary.id);
  expect(detail).toEqual({ ...forecast, ...summary });
  expect(summary).toMatchObject({
    datasetId: 'air',
    datasetName: 'Air passengers',
    datasetHash: hash,
    createdAt: expect.any(String) as string,
  });
  expect(from).toEqual(reference);
  const second = await saveForecast(folder(), { ...forecast, name: 'Second' }, reference, createManualClock());
  expect(second.summary.id).not.toBe(summary.id);
  expect(await renameForecast(folder(), summary.id, 'Better')).toEqual({ ...summary, name: 'Better' });
  const { forecasts, warnings } = await listForecasts(folder());
  expect(forecasts.map((one) => one.summary.name)).toEqual(['Second', 'Better']);
  expect(warnings).toEqual([]);
  expect((await loadForecast(folder(), summary.id)).detail.series).toEqual(forecast.series);
  await removeForecast(folder(), summary.id);
  await expect(openForecast(folder(), summary.id)).rejects.toMatchObject({ code: 'unknown-forecast' });
  await expect(removeForecast(folder(), summary.id)).rejects.toMatchObject({ code: 'unknown-forecast' });
});

test('numbers that were changed since are refused, whatever they are', async () => {
  const { summary } = await saveForecast(folder(), forecast, reference, createManualClock());
  const file = join(folder(), 'forecasts', summary.id, 'values.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('[1,2,3', '[1,2,9'));
  await expect(loadForecast(folder(), summary.id)).rejects.toMatchObject({ code: 'forecast-changed' });
});

test('there are none before the first, a half removed one is none, and ids lead nowhere else', async () => {
  expect(await listForecasts(folder())).toEqual({ forecasts: [], warnings: [] });
  const { summary } = await saveForecast(folder(), forecast, reference, createManualClock());
  rmSync(join(folder(), 'forecasts', summary.id, 'forecast.json'));
  expect(await listForecasts(folder())).toEqual({ forecasts: [], warnings: [] });
  for (const bad of ['../..', '', 'a/b']) await expect(openForecast(folder(), bad)).rejects.toMatchObject({ code: 'unknown-forecast' });
});

test('one of version 1 opens', async () => {
  mkdirSync(join(folder(), 'forecasts', 'first'), { recursive: true });
  for (const file of ['forecast.json', 'values.json']) {
    cpSync(
      join(import.meta.dirname, 'fixtures', 'v1', 'forecasts', 'first', `${file}.fixture`),
      join(folder(), 'forecasts', 'first', file),
    );
  }
  const { detail } = await loadForecast(folder(), 'first');
  expect(detail).toMatchObject({ name: 'First', horizon: 2, skipped: forecast.skipped, evaluation });
  expect(detail.series).toEqual(forecast.series);
});
