/** A workspace: a folder with `hindcast.json`, the datasets that were imported and the runs made of them. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, unlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { explainFileError, systemCode } from '../base/file-errors.ts';
import { removeLeftTempFiles } from '../base/temp-file.ts';
import type { DatasetSummary } from '../protocol/data.ts';
import type { DataNote } from '../protocol/exploration.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { id as idSchema } from '../protocol/schemas/common.ts';
import type { DatasetRecord } from './dataset-record.ts';
import { locateFile, relativePathFrom, storedDataset } from './dataset-record.ts';
import { lockRun, type RunLock } from './lock.ts';
import { numbered, slug } from './names.ts';
import { storedNotes } from './notes-record.ts';
import { createRunFolder, findRuns, openRun, removeRun } from './run-folder.ts';
import type { Run } from './run-record.ts';
import { loadOrKeepAside, saveStored } from './stored.ts';
import { storedWorkspace } from './workspace-record.ts';

const WORKSPACE_FILE = 'hindcast.json';
const DATASETS = 'datasets';
const RUNS = 'runs';
const NOTES = 'notes';
const HASH_DIGITS = 16;
/** What was removed in the window, until the trash is emptied. */
const TRASH = 'trash';
const EXTENSION = '.json';
/** Of the record of a dataset that was removed, until the workspace is opened the next time. */
const REMOVED = '.removed';

export class Workspace {
  readonly path: string;
  readonly id: string;
  readonly name: string;
  /** What was found damaged since it was opened, and where it is kept. */
  readonly warnings: string[];

  constructor(path: string, id: string, warnings: string[]) {
    this.path = path;
    this.id = id;
    this.name = basename(path);
    this.warnings = warnings;
  }

  /** In the order of their names. What cannot be read is named in `warnings`. */
  async listDatasets(): Promise<DatasetSummary[]> {
    const found: DatasetSummary[] = [];
    for (const name of await this.names(DATASETS)) {
      const id = name.slice(0, -EXTENSION.length);
      if (!name.endsWith(EXTENSION) || !idSchema.safeParse(id).success) continue;
      try {
        const dataset = await this.read(id);
        if (dataset !== null) found.push(dataset);
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        this.warnings.push(error.message);
      }
    }
    return found.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }

  /** @throws ExpectedError 'unknown-dataset', 'newer-version', and those of reading. */
  async loadDataset(id: string): Promise<DatasetSummary> {
    const dataset = idSchema.safeParse(id).success ? await this.read(id) : null;
    if (dataset === null)
      throw new ExpectedError('unknown-dataset', `There is no dataset "${id}" in ${this.path}. Import it again.`, { id });
    return dataset;
  }

  /** @throws ExpectedError as `saveFile` */
  async saveDataset(summary: DatasetSummary): Promise<void> {
    const path = resolve(summary.path);
    const record: DatasetRecord = { ...summary, path, relativePath: relativePathFrom(this.path, path) };
    await saveStored(this.datasetPath(summary.id), storedDataset, record, { doing: 'save the dataset as' });
  }

  /** The data file itself stays, and `restoreDataset` brings the record back. @throws ExpectedError 'unknown-dataset', and those of removing. */
  async removeDataset(id: string): Promise<void> {
    const path = this.datasetPath((await this.loadDataset(id)).id);
    await rename(path, this.removedPath(id)).catch((error: unknown) => {
      throw explainFileError(error, path, 'remove');
    });
  }

  /** The user's remarks on a dataset. @throws ExpectedError 'unknown-dataset', 'newer-version', and those of reading. */
  async loadNotes(datasetId: string): Promise<DataNote[]> {
    return (await loadOrKeepAside(await this.notesPath(datasetId), storedNotes, this.warnings))?.notes ?? [];
  }

  /** @throws ExpectedError 'unknown-dataset', and as `saveFile` */
  async saveNotes(datasetId: string, notes: DataNote[]): Promise<void> {
    const path = await this.notesPath(datasetId);
    await mkdir(join(this.path, NOTES), { recursive: true }).catch((error: unknown) => {
      throw explainFileError(error, path, 'save the notes as');
    });
    await saveStored(path, storedNotes, { notes }, { doing: 'save the notes as' });
  }

  /** A dataset that was removed, under its id or, where another has that by now, under a new one. @throws ExpectedError 'unknown-dataset' */
  async restoreDataset(id: string): Promise<DatasetSummary> {
    const unknown = new ExpectedError('unknown-dataset', `The dataset "${id}" cannot be brought back any more. Import its file again.`, {
      id,
    });
    if (!idSchema.safeParse(id).success) throw unknown;
    const free = await this.newDatasetId(id);
    await rename(this.removedPath(id), this.datasetPath(free)).catch((error: unknown) => {
      throw systemCode(error) === 'ENOENT' ? unknown : explainFileError(error, this.datasetPath(free), 'bring back');
    });
    return this.loadDataset(free);
  }

  /** An id out of the dataset's name that no dataset here has. */
  async newDatasetId(name: string): Promise<string> {
    const taken = new Set((await this.names(DATASETS)).map((file) => file.toLowerCase()));
    const wanted = slug(name, 'dataset');
    for (let n = 1; ; n++) {
      const id = numbered(wanted, n);
      if (!taken.has(id + EXTENSION)) return id;
    }
  }

  /** Newest first. What cannot be read is named in `warnings`. */
  async listRuns(): Promise<Run[]> {
    const { runs, warnings } = await findRuns(join(this.path, RUNS));
    this.warnings.push(...warnings);
    return runs.map(withFolderId);
  }

  /** @throws ExpectedError 'unknown-run', and those of `openRun`. */
  async openRun(id: string): Promise<Run> {
    try {
      return withFolderId(await openRun(this.runFolder(id)));
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code !== 'not-a-run') throw error;
      throw new ExpectedError('unknown-run', `There is no run "${id}" in ${this.path}.`, { id });
    }
  }

  runFolder(id: string): string {
    if (!idSchema.safeParse(id).success) throw new ExpectedError('unknown-run', `There is no run "${id}" in ${this.path}.`, { id });
    return join(this.path, RUNS, id);
  }

  /** A folder for a new run, named by the time, made and locked. @throws ExpectedError as writing does. */
  async createRun(clock: Clock): Promise<{ id: string; folder: string; lock: RunLock }> {
    const wanted = clock.date().replace(/[:Z]/g, '').replace('T', '-');
    for (let n = 1; ; n++) {
      const id = numbered(wanted, n);
      const folder = join(this.path, RUNS, id);
      try {
        await mkdir(folder);
      } catch (error) {
        if (systemCode(error) === 'EEXIST') continue;
        throw explainFileError(error, folder, 'make the folder');
      }
      return { id, folder, lock: await createRunFolder(folder, clock) };
    }
  }

  /** @throws ExpectedError 'run-locked', 'unknown-run', and those of removing. */
  async removeRun(id: string, clock: Clock): Promise<void> {
    await removeRun((await this.openRun(id)).summary.folder, clock);
  }

  /** Moves a run's folder to the trash; answers with its name there. @throws ExpectedError 'run-locked', 'unknown-run', and those of moving. */
  async trashRun(id: string, clock: Clock): Promise<string> {
    const { folder } = (await this.openRun(id)).summary;
    // Nobody works in it; the lock itself must not move along.
    await (await lockRun(folder, clock)).release();
    const trash = join(this.path, TRASH);
    try {
      await mkdir(trash, { recursive: true });
      const taken = new Set(await readdir(trash));
      let n = 1;
      while (taken.has(numbered(id, n))) n++;
      await rename(folder, join(trash, numbered(id, n)));
      return numbered(id, n);
    } catch (error) {
      throw explainFileError(error, folder, 'move to the trash');
    }
  }

  /** The runs in the trash, newest first; what cannot be read is named in `warnings`. */
  async listTrash(): Promise<Run[]> {
    if (!existsSync(join(this.path, TRASH))) return [];
    const { runs, warnings } = await findRuns(join(this.path, TRASH));
    this.warnings.push(...warnings);
    return runs.map(withFolderId);
  }

  /** Moves a run back from the trash. @throws ExpectedError 'unknown-run', 'folder-not-empty', and those of moving. */
  async restoreRun(trashId: string): Promise<Run> {
    const folder = this.runFolder(trashId);
    const trashed = join(this.path, TRASH, trashId);
    if (!existsSync(trashed)) {
      throw new ExpectedError('unknown-run', `There is no run "${trashId}" in the trash of ${this.path}.`, { id: trashId });
    }
    if (existsSync(folder)) {
      throw new ExpectedError('folder-not-empty', `The run cannot come back from the trash: ${folder} exists. Move that one first.`, {
        folder,
      });
    }
    await rename(trashed, folder).catch((error: unknown) => {
      throw explainFileError(error, trashed, 'move back from the trash');
    });
    return this.openRun(trashId);
  }

  /** Removes what the runs in the trash wrote. @throws ExpectedError as `removeRun`. */
  async emptyTrash(clock: Clock): Promise<number> {
    const trashed = await this.listTrash();
    for (const { summary } of trashed) await removeRun(summary.folder, clock);
    return trashed.length;
  }

  private async notesPath(datasetId: string): Promise<string> {
    const { id, hash } = await this.loadDataset(datasetId);
    return join(this.path, NOTES, `${id}-${hash.slice(0, HASH_DIGITS)}${EXTENSION}`);
  }

  private removedPath(id: string): string {
    return join(this.path, DATASETS, id + REMOVED);
  }

  private datasetPath(id: string): string {
    return join(this.path, DATASETS, id + EXTENSION);
  }

  private async read(id: string): Promise<DatasetSummary | null> {
    const record = await loadOrKeepAside(this.datasetPath(id), storedDataset, this.warnings);
    if (record === null) return null;
    const { relativePath, ...summary } = record;
    // The file's name is the id, so that a copied file is a dataset of its own.
    return { ...summary, id, path: await locateFile(this.path, summary.path, relativePath) };
  }

  private async names(folder: string): Promise<string[]> {
    const path = join(this.path, folder);
    try {
      return await readdir(path);
    } catch (error) {
      throw explainFileError(error, path, 'list');
    }
  }
}

/** In a workspace the folder's name is the id, so that a copied folder is a run of its own. */
function withFolderId(run: Run): Run {
  return { ...run, summary: { ...run.summary, id: basename(run.summary.folder) } };
}

async function makeFolders(path: string): Promise<void> {
  try {
    for (const folder of [DATASETS, RUNS]) await mkdir(join(path, folder), { recursive: true });
    for (const folder of [path, join(path, DATASETS)]) await removeLeftTempFiles(folder);
    const removed = (await readdir(join(path, DATASETS))).filter((name) => name.endsWith(REMOVED));
    for (const name of removed) await unlink(join(path, DATASETS, name));
  } catch (error) {
    throw explainFileError(error, path, 'make the workspace');
  }
}

/** @throws ExpectedError 'not-a-workspace', 'newer-version', and those of reading and writing. */
export async function openWorkspace(path: string): Promise<Workspace> {
  const root = resolve(path);
  const warnings: string[] = [];
  const record = await loadOrKeepAside(join(root, WORKSPACE_FILE), storedWorkspace, warnings);
  if (record === null && warnings.length === 0) {
    throw new ExpectedError('not-a-workspace', `Expected a workspace in ${root} but found no ${WORKSPACE_FILE} there.`, { path: root });
  }
  await makeFolders(root);
  if (record !== null) return new Workspace(root, record.id, warnings);
  return new Workspace(root, await writeRecord(root), warnings);
}

/** Opens the workspace in this folder, and makes one where there is none. @throws ExpectedError as `openWorkspace`. */
export async function createWorkspace(path: string): Promise<Workspace> {
  try {
    return await openWorkspace(path);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not-a-workspace') throw error;
  }
  const root = resolve(path);
  await makeFolders(root);
  return new Workspace(root, await writeRecord(root), []);
}

async function writeRecord(root: string): Promise<string> {
  const id = randomUUID();
  await saveStored(join(root, WORKSPACE_FILE), storedWorkspace, { id }, { doing: 'make the workspace' });
  return id;
}
