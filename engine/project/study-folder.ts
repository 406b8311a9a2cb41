/** A study as a folder: `study.json`, and in `trials/` a record and a state for each training. */
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { explainFileError } from '../base/file-errors.ts';
import { readBytesIfThere } from '../base/read-file.ts';
import { saveFile } from '../base/save-file.ts';
import { decodeSections, encodeSections } from '../base/sections.ts';
import { removeLeftTempFiles } from '../base/temp-file.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Trial } from '../protocol/tuning.ts';
import { decodeState, encodeState } from '../train/checkpoint.ts';
import type { TrialStates } from '../tune/trial.ts';
import { locateFile, relativePathFrom } from './dataset-record.ts';
import type { RunLock } from './lock.ts';
import { isLocked, LOCK_FILE, lockRun } from './lock.ts';
import { keepAside, loadOrKeepAside, loadStored, saveStored, seal, upgrade } from './stored.ts';
import { storedStudy, storedTrial, storedTrialState, type Study } from './study-record.ts';

const STUDY_FILE = 'study.json';
const TRIALS = 'trials';
const TRIAL_NAME = /^\d+-\d+\.json$/;

/**
 * Makes the folder of a new study and locks it.
 * @throws ExpectedError 'folder-not-empty', 'run-locked', and those of writing.
 */
export async function createStudyFolder(folder: string, clock: Clock): Promise<RunLock> {
  try {
    await mkdir(folder, { recursive: true });
    const [other] = (await readdir(folder)).filter((name) => name !== LOCK_FILE);
    if (other !== undefined) {
      throw new ExpectedError(
        'folder-not-empty',
        `Expected an empty folder for a study but ${folder} holds ${other}. Choose another one, or go on with the study that is there.`,
        { folder },
      );
    }
    await mkdir(join(folder, TRIALS));
  } catch (error) {
    throw explainFileError(error, folder, 'make the folder');
  }
  return lockStudy(folder, clock);
}

/** @throws ExpectedError 'run-locked' where a live process works on it, and those of writing. */
export function lockStudy(folder: string, clock: Clock): Promise<RunLock> {
  return lockRun(folder, clock, 'study');
}

/** @throws ExpectedError as `saveFile` */
export async function saveStudy(folder: string, { summary, dataset }: Study): Promise<void> {
  const { folder: _folder, datasetId: _id, datasetName: _name, ...rest } = summary;
  const { id, name, bytes, hash, settings } = dataset;
  const path = resolve(dataset.path);
  const reference = { id, name, path, relativePath: relativePathFrom(resolve(folder), path), bytes, hash, settings };
  await saveStored(join(folder, STUDY_FILE), storedStudy, { ...rest, dataset: reference }, { doing: 'save the study as' });
}

/**
 * The study in a folder. One whose process is gone is 'interrupted'.
 * @throws ExpectedError 'not-a-study', 'damaged-file' (the file is kept aside), 'newer-version', and those of reading.
 */
export async function openStudy(folder: string): Promise<Study> {
  const root = resolve(folder);
  const path = join(root, STUDY_FILE);
  try {
    const { dataset: stored, ...rest } = await loadStored(path, storedStudy);
    const { relativePath, ...reference } = stored;
    const dataset = { ...reference, path: await locateFile(root, reference.path, relativePath) };
    const died = rest.state === 'running' && !(await isLocked(root));
    const state = died ? 'interrupted' : rest.state;
    return { dataset, summary: { ...rest, state, folder: root, datasetId: dataset.id, datasetName: dataset.name } };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === 'not-found' || error.code === 'not-a-folder') {
      throw new ExpectedError(
        'not-a-study',
        `Expected a study in ${folder} but found no ${STUDY_FILE} there. Choose the folder of a study.`,
        {
          folder,
        },
      );
    }
    if (error.code === 'damaged-file') throw new ExpectedError('damaged-file', await keepAside(path, error.message), { path });
    throw error;
  }
}

/** The studies that lie in a folder or right below it, newest first; what cannot be opened is named in `warnings`. */
export async function findStudies(folder: string): Promise<{ studies: Study[]; warnings: string[] }> {
  const root = resolve(folder);
  const warnings: string[] = [];
  const studies: Study[] = [];
  let below: string[];
  try {
    below = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  } catch (error) {
    throw explainFileError(error, root, 'list the studies in');
  }
  for (const place of [root, ...below]) {
    try {
      studies.push(await openStudy(place));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (error.code !== 'not-a-study') warnings.push(error.message);
    }
  }
  const newestFirst = (a: Study, b: Study): number =>
    b.summary.createdAt.localeCompare(a.summary.createdAt) || a.summary.folder.localeCompare(b.summary.folder);
  return { studies: studies.sort(newestFirst), warnings };
}

/** @throws ExpectedError as `saveFile` */
export function saveTrial(folder: string, trial: Trial): Promise<void> {
  return saveStored(join(folder, TRIALS, `${nameOf(trial)}.json`), storedTrial, trial, { doing: 'save the trial as' });
}

/** All trials, in the order of their draws. A damaged one is kept aside and named in `warnings`: it will be drawn again. */
export async function loadTrials(folder: string, warnings: string[]): Promise<Trial[]> {
  const place = join(folder, TRIALS);
  let names: string[];
  try {
    names = (await readdir(place)).filter((name) => TRIAL_NAME.test(name));
  } catch (error) {
    throw explainFileError(error, place, 'list the trials in');
  }
  const trials: Trial[] = [];
  for (const name of names) {
    const trial = await loadOrKeepAside(join(place, name), storedTrial, warnings);
    if (trial !== null) trials.push(trial);
  }
  return trials.sort((a, b) => a.number - b.number || a.repeat - b.repeat);
}

/** Where each training of a study stands, beside its record. A damaged state is kept aside and told to `warn`: that training begins anew. */
export function trialStates(folder: string, warn: (message: string) => void): TrialStates {
  const pathOf = (trial: Trial): string => join(folder, TRIALS, `${nameOf(trial)}.state`);
  return {
    async load(trial) {
      const path = pathOf(trial);
      const bytes = await readBytesIfThere(path);
      if (bytes === null) return null;
      try {
        const { header, arrays } = decodeSections(bytes, storedTrialState.format, path);
        return decodeState({ header: upgrade(storedTrialState, header, path).state, arrays });
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.code !== 'damaged-file') throw error;
        warn(await keepAside(path, error.message));
        return null;
      }
    },
    async save(trial, state) {
      const { header, arrays } = encodeState(state);
      const bytes = encodeSections(storedTrialState.format, { header: seal(storedTrialState, { state: header }), arrays });
      await saveFile(pathOf(trial), bytes, { doing: 'save the state of the trial as' });
    },
  };
}

/** Removes what a dead process was writing. */
export async function tidyStudy(folder: string): Promise<void> {
  for (const place of [folder, join(folder, TRIALS)]) await removeLeftTempFiles(place);
}

function nameOf({ number, repeat }: Trial): string {
  return `${String(number).padStart(4, '0')}-${repeat}`;
}
