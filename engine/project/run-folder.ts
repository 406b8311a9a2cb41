/** A run as a folder: the same inside a workspace and anywhere else. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rmdir, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { explainFileError, systemCode } from '../base/file-errors.ts';
import type { SaveOptions } from '../base/save-file.ts';
import { removeLeftTempFiles } from '../base/temp-file.ts';
import type { TrainedModel } from '../models/trained.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { type EpochTiming, NO_ANNOTATION, type RunAnnotation } from '../protocol/runs.ts';
import type { Evaluation, RunState, RunSummary } from '../protocol/training.ts';
import { ANNOTATION_FILE, storedAnnotation } from './annotation.ts';
import { CHECKPOINT_FILES } from './checkpoint.ts';
import { locateFile, relativePathFrom } from './dataset-record.ts';
import { storedEvaluation } from './evaluation.ts';
import { holdsForecast } from './forecast-folder.ts';
import type { RunHistory } from './history.ts';
import { storedHistory } from './history.ts';
import type { RunLock } from './lock.ts';
import { isLocked, LOCK_FILE, lockRun } from './lock.ts';
import { loadModelFile, saveModelFile } from './model-file.ts';
import type { Run, RunRecord } from './run-record.ts';
import { storedRun } from './run-record.ts';
import { storedTiming, TIMING_FILE } from './timing.ts';
import { keepAside, loadOrKeepAside, loadStored, saveStored } from './stored.ts';

export const RUN_FILE = 'run.json';
const HISTORY_FILE = 'history.json';
const MODEL_FILE = 'model.bin';
const BACKTEST_FILE = 'backtest.json';
const FORECAST_FILE = 'forecast.csv';
/** In the order in which they are removed: what makes the folder a run goes last. */
const RUN_FILES = [
  FORECAST_FILE,
  ANNOTATION_FILE,
  TIMING_FILE,
  BACKTEST_FILE,
  ...CHECKPOINT_FILES,
  MODEL_FILE,
  HISTORY_FILE,
  LOCK_FILE,
  RUN_FILE,
];
/** Runs that are read side by side. */
const READ_AT_ONCE = 16;
const WORKING: readonly RunState[] = ['running', 'stopping', 'evaluating'];

export function forecastPath(folder: string): string {
  return join(folder, FORECAST_FILE);
}

/**
 * Makes the folder of a new run and locks it.
 * @throws ExpectedError 'folder-not-empty', 'run-locked', and those of writing.
 */
export async function createRunFolder(folder: string, clock: Clock): Promise<RunLock> {
  try {
    await mkdir(folder, { recursive: true });
    await removeLeftTempFiles(folder);
    const names = await readdir(folder);
    if (names.includes(RUN_FILE)) {
      throw new ExpectedError('folder-not-empty', `${folder} holds a run already. Resume that one, or choose another folder.`, { folder });
    }
    if (names.some((name) => name !== LOCK_FILE)) {
      throw new ExpectedError(
        'folder-not-empty',
        `Expected an empty folder for a run but ${folder} holds ${names[0]!}. Choose another one.`,
        { folder },
      );
    }
  } catch (error) {
    throw explainFileError(error, folder, 'make the folder');
  }
  return lockRun(folder, clock);
}

/** Leaves out what is not the run's own: where it lies, and what stands in the reference already. */
function toRecord(folder: string, { summary, dataset }: Run): RunRecord {
  const { id, name, state, createdAt, config, parameters, isa, epochsDone, bestEpoch, bestValidationLoss, trainSeconds } = summary;
  const { losses, evaluation, error, resumable } = summary;
  const path = resolve(dataset.path);
  const reference: RunRecord['dataset'] = {
    id: dataset.id,
    name: dataset.name,
    path,
    relativePath: relativePathFrom(resolve(folder), path),
    bytes: dataset.bytes,
    hash: dataset.hash,
    settings: dataset.settings,
  };
  const progress = { epochsDone, bestEpoch, bestValidationLoss, losses, trainSeconds };
  return { id, name, state, createdAt, config, parameters, isa, ...progress, evaluation, error, resumable, dataset: reference };
}

/** @throws ExpectedError as `saveFile` */
export async function saveRun(folder: string, run: Run, options: SaveOptions = {}): Promise<void> {
  await saveStored(join(folder, RUN_FILE), storedRun, toRecord(folder, run), { doing: 'save the run as', ...options });
}

async function fromRecord(folder: string, record: RunRecord, warnings: string[]): Promise<Run> {
  const { dataset: stored, ...rest } = record;
  const { relativePath, ...reference } = stored;
  const dataset = { ...reference, path: await locateFile(folder, reference.path, relativePath) };
  const annotation = (await loadOrKeepAside(join(folder, ANNOTATION_FILE), storedAnnotation, warnings)) ?? NO_ANNOTATION;
  const summary: RunSummary = { ...rest, folder, datasetId: dataset.id, datasetName: dataset.name, annotation };
  const died = WORKING.includes(summary.state) && !(await isLocked(folder));
  if (died) summary.state = 'interrupted';
  // A run that died before its first checkpoint starts again from its seed.
  if (died) summary.resumable = true;
  // One that waited when its engine went can be begun, or gone on with.
  if (summary.state === 'queued') summary.resumable = true;
  // A finished run whose model was damaged makes it again from its last checkpoint.
  if (summary.state === 'done' && !existsSync(join(folder, MODEL_FILE))) summary.resumable = true;
  return { summary, dataset };
}

/**
 * The run in a folder. One whose process is gone is 'interrupted' and can be resumed; a damaged annotation is kept aside and named in `warnings`.
 * @throws ExpectedError 'not-a-run', 'damaged-file' (the file is kept aside), 'newer-version', and those of reading.
 */
export async function openRun(folder: string, warnings: string[] = []): Promise<Run> {
  const path = join(resolve(folder), RUN_FILE);
  try {
    return await fromRecord(resolve(folder), await loadStored(path, storedRun), warnings);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === 'not-found' || error.code === 'not-a-folder') {
      if (holdsForecast(folder)) {
        throw new ExpectedError(
          'not-a-run',
          `Expected a run in ${folder} but found a kept forecast, which holds no model. Choose the folder of the run that made it, or train one: ` +
            'of a method of the catalogue no model is kept.',
          { folder },
        );
      }
      throw new ExpectedError('not-a-run', `Expected a run in ${folder} but found no ${RUN_FILE} there. Choose the folder of a run.`, {
        folder,
      });
    }
    if (error.code === 'damaged-file') throw new ExpectedError('damaged-file', await keepAside(path, error.message), { path });
    throw error;
  }
}

/** The runs that lie in a folder or right below it, newest first; what cannot be opened is named in `warnings`. */
export async function findRuns(folder: string): Promise<{ runs: Run[]; warnings: string[] }> {
  const root = resolve(folder);
  const warnings: string[] = [];
  const runs: Run[] = [];
  let below: string[];
  try {
    const entries = await readdir(root, { withFileTypes: true });
    below = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => join(root, entry.name));
  } catch (error) {
    throw explainFileError(error, root, 'list the runs in');
  }
  const places = [root, ...below];
  const next = places.values();
  // Several at a time: each waits for the disk more than it computes.
  const reader = async (): Promise<void> => {
    for (const place of next) {
      try {
        runs.push(await openRun(place, warnings));
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        if (error.code !== 'not-a-run') warnings.push(error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(READ_AT_ONCE, places.length) }, reader));
  const newestFirst = (a: Run, b: Run): number =>
    b.summary.createdAt.localeCompare(a.summary.createdAt) || a.summary.folder.localeCompare(b.summary.folder);
  return { runs: runs.sort(newestFirst), warnings };
}

/** @throws ExpectedError as `saveFile` */
export function saveHistory(folder: string, history: RunHistory, options: SaveOptions = {}): Promise<void> {
  return saveStored(join(folder, HISTORY_FILE), storedHistory, history, { doing: 'save the history as', ...options });
}

/** Empty where none was saved or it was damaged (then kept aside and named in `warnings`). */
export async function loadHistory(folder: string, warnings: string[]): Promise<RunHistory> {
  return (await loadOrKeepAside(join(folder, HISTORY_FILE), storedHistory, warnings)) ?? { history: [], log: [] };
}

/** @throws ExpectedError as `saveFile` */
export function saveTiming(folder: string, epochs: readonly EpochTiming[], options: SaveOptions = {}): Promise<void> {
  return saveStored(join(folder, TIMING_FILE), storedTiming, { epochs: [...epochs] }, { doing: 'save the times as', ...options });
}

/** Empty where none was saved or it was damaged (then kept aside and named in `warnings`). */
export async function loadTiming(folder: string, warnings: string[]): Promise<EpochTiming[]> {
  return (await loadOrKeepAside(join(folder, TIMING_FILE), storedTiming, warnings))?.epochs ?? [];
}

/** @throws ExpectedError as `saveFile` */
export function saveAnnotation(folder: string, annotation: RunAnnotation, options: SaveOptions = {}): Promise<void> {
  return saveStored(join(folder, ANNOTATION_FILE), storedAnnotation, annotation, { doing: 'save the notes as', ...options });
}

/** @throws ExpectedError as `saveFile` */
export function saveBacktest(folder: string, evaluation: Evaluation, options: SaveOptions = {}): Promise<void> {
  return saveStored(join(folder, BACKTEST_FILE), storedEvaluation, evaluation, { doing: 'save the backtest as', ...options });
}

/** Null where none was saved or it was damaged (then kept aside and named in `warnings`). */
export function loadBacktest(folder: string, warnings: string[]): Promise<Evaluation | null> {
  return loadOrKeepAside(join(folder, BACKTEST_FILE), storedEvaluation, warnings);
}

/** @throws ExpectedError as `saveFile` */
export function saveModel(folder: string, model: TrainedModel, options: SaveOptions = {}): Promise<void> {
  return saveModelFile(join(folder, MODEL_FILE), model, { doing: 'save the model as', ...options });
}

/** @throws ExpectedError 'no-model' where the run has none yet, 'damaged-file' (kept aside), 'newer-version', and those of reading. */
export async function loadModel(folder: string): Promise<TrainedModel> {
  const path = join(folder, MODEL_FILE);
  try {
    return await loadModelFile(path);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === 'not-found') {
      throw new ExpectedError('no-model', `The run in ${folder} has no model yet. Finish or resume its training first.`, { folder });
    }
    if (error.code === 'damaged-file') throw new ExpectedError('damaged-file', await keepAside(path, error.message), { path });
    throw error;
  }
}

/**
 * Removes what a run wrote, and the folder where nothing else is in it; files of others stay.
 * @throws ExpectedError 'run-locked', and those of removing.
 */
export async function removeRun(folder: string, clock: Clock): Promise<void> {
  const lock = await lockRun(folder, clock);
  try {
    await removeLeftTempFiles(folder);
    const names = await readdir(folder);
    for (const file of RUN_FILES) {
      for (const name of names) if (name === file || name.startsWith(`${file}.damaged-`)) await unlink(join(folder, name));
    }
    await rmdir(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw explainFileError(error, folder, 'remove the run in');
  } finally {
    await lock.release();
  }
}
