/** The kept forecasts of a workspace: a folder each below `forecasts/`, named by the time. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rmdir, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { explainFileError, systemCode } from '../base/file-errors.ts';
import { parseJson, stringifyJson } from '../base/json.ts';
import { decodeText, readBytes } from '../base/read-file.ts';
import { saveFile } from '../base/save-file.ts';
import { removeLeftTempFiles } from '../base/temp-file.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { ForecastDetail, ForecastSummary, KeptBacktest, KeptSeries, MethodBacktest } from '../protocol/forecasts.ts';
import { id as idSchema } from '../protocol/schemas/common.ts';
import { locateFile, relativePathFrom } from './dataset-record.ts';
import { plainBacktest, type StoredBacktest, storedForecastBacktest, typedFold } from './forecast-backtest.ts';
import { type ForecastRecord, type ForecastValues, storedForecast, storedForecastValues } from './forecast-record.ts';
import { numbered } from './names.ts';
import type { DatasetReference } from './run-record.ts';
import { loadStored, saveStored, seal, upgrade } from './stored.ts';

const FORECASTS = 'forecasts';
const ABOUT = 'forecast.json';
const VALUES = 'values.json';
/** Of a method alone, and absent beside forecasts from before it was kept. */
const BACKTEST = 'backtest.json';

/** Whether a folder is that of a kept forecast. */
export function holdsForecast(folder: string): boolean {
  return existsSync(join(folder, ABOUT));
}

/** A kept forecast without its numbers, and the data it was made from. */
export interface KeptForecast {
  summary: ForecastSummary;
  dataset: DatasetReference;
}

/** What a forecast is before it has an id. */
export type NewForecast = Omit<ForecastDetail, 'id' | 'createdAt' | 'datasetId' | 'datasetName' | 'datasetHash'>;

/**
 * Keeps a forecast: its numbers first, so that a folder with a record is whole.
 * @throws ExpectedError as `saveFile`
 */
export async function saveForecast(
  workspace: string,
  { series, skipped, notes, ...about }: NewForecast,
  dataset: DatasetReference,
  clock: Clock,
  backtest?: MethodBacktest,
): Promise<KeptForecast> {
  const createdAt = clock.date();
  const { id, folder } = await makeFolder(workspace, createdAt);
  const values: ForecastValues = { series: series.map(plain), skipped, notes };
  const text = `${stringifyJson(seal(storedForecastValues, values))}\n`;
  const { hash: valuesHash } = await saveFile(join(folder, VALUES), text, { doing: 'keep the forecast as' });
  const path = resolve(dataset.path);
  if (backtest !== undefined) {
    const kept = plainBacktest(backtest, valuesHash);
    await saveStored(join(folder, BACKTEST), storedForecastBacktest, kept, { doing: 'keep the backtest of the forecast as' });
  }
  const { id: datasetId, name, bytes, hash, settings } = dataset;
  const reference = { id: datasetId, name, path, relativePath: relativePathFrom(workspace, path), bytes, hash, settings };
  const record: ForecastRecord = { ...about, createdAt, dataset: reference, valuesHash };
  await saveStored(join(folder, ABOUT), storedForecast, record, { doing: 'keep the forecast as' });
  return fromRecord(workspace, id, record);
}

/** Newest first. What cannot be read is named in `warnings`. */
export async function listForecasts(workspace: string): Promise<{ forecasts: KeptForecast[]; warnings: string[] }> {
  const root = join(workspace, FORECASTS);
  const forecasts: KeptForecast[] = [];
  const warnings: string[] = [];
  let names: string[] = [];
  try {
    names = await readdir(root);
  } catch (error) {
    // There is no such folder before the first forecast.
    if (systemCode(error) !== 'ENOENT') throw explainFileError(error, root, 'list the forecasts in');
  }
  for (const id of names) {
    if (!idSchema.safeParse(id).success) continue;
    try {
      forecasts.push(await openForecast(workspace, id));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (error.code !== 'unknown-forecast') warnings.push(error.message);
    }
  }
  return { forecasts: forecasts.sort((a, b) => newestFirst(a.summary, b.summary)), warnings };
}

/** @throws ExpectedError 'unknown-forecast', 'damaged-file', 'newer-version', and those of reading. */
export async function openForecast(workspace: string, id: string): Promise<KeptForecast> {
  return fromRecord(workspace, id, await loadRecord(workspace, id));
}

/** With its numbers. @throws ExpectedError as `openForecast`; 'forecast-changed' where the numbers are not those that were kept. */
export async function loadForecast(workspace: string, id: string): Promise<{ detail: ForecastDetail; dataset: DatasetReference }> {
  const record = await loadRecord(workspace, id);
  const path = join(workspace, FORECASTS, id, VALUES);
  const bytes = await readBytes(path);
  if (createHash('sha256').update(bytes).digest('hex') !== record.valuesHash) {
    throw new ExpectedError(
      'forecast-changed',
      `${path} is not what was kept when the forecast "${record.name}" was made, so it says nothing of how good it was. Put the old file back, or remove the forecast.`,
      { path },
    );
  }
  const { series, skipped, notes } = upgrade(storedForecastValues, parseJson(decodeText(bytes, path)), path);
  const { summary, dataset } = await fromRecord(workspace, id, record);
  return { detail: { ...summary, series: series.map(typed), skipped, notes }, dataset };
}

/**
 * The backtest that was kept with a forecast of a method, of one series; null where none was.
 * @throws ExpectedError as `openForecast`; 'forecast-changed' where it is that of other numbers.
 */
export async function loadForecastBacktest(workspace: string, id: string, seriesId: string): Promise<KeptBacktest | null> {
  const { name, hasTime, valuesHash } = await loadRecord(workspace, id);
  const path = join(folderOf(workspace, id), BACKTEST);
  let stored: StoredBacktest;
  try {
    stored = await loadStored(path, storedForecastBacktest);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'not-found') return null;
    throw error;
  }
  if (stored.valuesHash !== valuesHash) {
    throw new ExpectedError(
      'forecast-changed',
      `${path} is not the backtest of the forecast "${name}" but of another. Put the old file back, or remove it.`,
      { path },
    );
  }
  const { measure, quantiles, calibration } = stored;
  const own = stored.series.find((one) => one.seriesId === seriesId);
  const folds = own === undefined ? null : { seriesId, measure, quantiles, hasTime, folds: own.folds.map(typedFold) };
  return { calibration, folds };
}

/** @throws ExpectedError as `openForecast` and as `saveFile` */
export async function renameForecast(workspace: string, id: string, name: string): Promise<ForecastSummary> {
  const record = { ...(await loadRecord(workspace, id)), name };
  await saveStored(join(workspace, FORECASTS, id, ABOUT), storedForecast, record, { doing: 'rename the forecast in' });
  return (await fromRecord(workspace, id, record)).summary;
}

/** Removes what was kept, and the folder where nothing else is in it. @throws ExpectedError 'unknown-forecast', and those of removing. */
export async function removeForecast(workspace: string, id: string): Promise<void> {
  const folder = folderOf(workspace, id);
  try {
    await removeLeftTempFiles(folder);
    // The record goes first: what is left of a removal that was interrupted is no forecast.
    for (const file of [ABOUT, BACKTEST, VALUES]) {
      await unlink(join(folder, file)).catch((error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
      });
    }
    await rmdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw unknown(workspace, id);
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw explainFileError(error, folder, 'remove the forecast in');
  }
}

function newestFirst(a: ForecastSummary, b: ForecastSummary): number {
  return b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id);
}

function unknown(workspace: string, id: string): ExpectedError {
  return new ExpectedError('unknown-forecast', `There is no forecast "${id}" in ${workspace}.`, { id });
}

function folderOf(workspace: string, id: string): string {
  if (!idSchema.safeParse(id).success) throw unknown(workspace, id);
  return join(workspace, FORECASTS, id);
}

async function loadRecord(workspace: string, id: string): Promise<ForecastRecord> {
  try {
    return await loadStored(join(folderOf(workspace, id), ABOUT), storedForecast);
  } catch (error) {
    if (error instanceof ExpectedError && (error.code === 'not-found' || error.code === 'not-a-folder')) throw unknown(workspace, id);
    throw error;
  }
}

async function fromRecord(workspace: string, id: string, record: ForecastRecord): Promise<KeptForecast> {
  const { dataset: stored, valuesHash: _, ...rest } = record;
  const { relativePath, ...reference } = stored;
  const dataset = { ...reference, path: await locateFile(workspace, reference.path, relativePath) };
  return { dataset, summary: { ...rest, id, datasetId: dataset.id, datasetName: dataset.name, datasetHash: dataset.hash } };
}

async function makeFolder(workspace: string, createdAt: string): Promise<{ id: string; folder: string }> {
  const root = join(workspace, FORECASTS);
  const wanted = createdAt.replace(/[:Z]/g, '').replace('T', '-');
  try {
    await mkdir(root, { recursive: true });
  } catch (error) {
    throw explainFileError(error, root, 'make the folder');
  }
  for (let n = 1; ; n++) {
    const id = numbered(wanted, n);
    const folder = join(root, id);
    try {
      await mkdir(folder);
      return { id, folder };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw explainFileError(error, folder, 'make the folder');
    }
  }
}

function plain(series: KeptSeries): ForecastValues['series'][number] {
  return {
    ...series,
    time: Array.from(series.time),
    values: Array.from(series.values),
    mean: Array.from(series.mean),
    historyTime: Array.from(series.historyTime),
    historyValues: Array.from(series.historyValues),
    seasonalNaive: Array.from(series.seasonalNaive),
    ridge: Array.from(series.ridge),
  };
}

function typed(series: ForecastValues['series'][number]): KeptSeries {
  return {
    ...series,
    time: Float64Array.from(series.time),
    values: Float64Array.from(series.values),
    mean: Float64Array.from(series.mean),
    historyTime: Float64Array.from(series.historyTime),
    historyValues: Float64Array.from(series.historyValues),
    seasonalNaive: Float64Array.from(series.seasonalNaive),
    ridge: Float64Array.from(series.ridge),
  };
}
