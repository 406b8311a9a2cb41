import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Dataset } from '../data/dataset.ts';
import { importCsv } from '../data/index.ts';
import type { DatasetReference } from '../project/run-record.ts';
import type { Workspace } from '../project/workspace.ts';
import type { DatasetSummary, ImportOverrides } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { runJob } from './jobs.ts';
import { abortable, createQueue, requireWorkspace, type Shared } from './shared.ts';

export interface LoadedDataset {
  summary: DatasetSummary;
  dataset: Dataset;
}

/** What is in memory for one workspace; another workspace begins with another one. */
interface Shelf {
  /** The datasets of the workspace. An id may come to mean another dataset once its own is removed. */
  byId: Map<string, LoadedDataset>;
  /** Loads under way by id: everyone who asks meanwhile waits for the same one. */
  loading: Map<string, Promise<LoadedDataset>>;
  /** Files as read, or being read, by what decides their content (`identity`). */
  files: Map<string, Promise<Dataset>>;
}

/** The datasets in memory: those of the workspace by id, those of runs by what their record says. */
export class DatasetStore {
  private shelf = emptyShelf();
  /** New ids are taken and saved one after the other, so that no two imports get the same one. */
  private readonly saving = createQueue();
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /**
   * Reads a file as a new dataset, and keeps its record in the workspace where one is open.
   * Errors: those of `importCsv`; `workspace-changed`.
   */
  async import(path: string, overrides: ImportOverrides, name: string | undefined, signal: AbortSignal): Promise<DatasetSummary> {
    const { shelf } = this;
    const { workspace } = this.context;
    const dataset = await this.read(path, overrides, signal);
    if (name !== undefined) dataset.name = name;
    requireWorkspace(this.context, workspace);
    const summary = await this.saving(() => saveNew(workspace, dataset));
    shelf.byId.set(summary.id, { summary, dataset });
    shelf.files.set(identity(summary), Promise.resolve(dataset));
    return summary;
  }

  /** Errors: `unknown-dataset`, `workspace-changed`, `dataset-changed` where the file holds other bytes than when it was imported. */
  async get(id: string, signal: AbortSignal): Promise<LoadedDataset> {
    const { shelf } = this;
    const { workspace } = this.context;
    const known = shelf.byId.get(id);
    if (known) return known;
    if (workspace === null) throw new ExpectedError('unknown-dataset', `There is no dataset "${id}" in memory. Import it again.`, { id });
    const found = await abortable(shelf.loading.get(id) ?? this.load(shelf, workspace, id), signal);
    requireWorkspace(this.context, workspace);
    return found;
  }

  /** The dataset of a run, exactly as its record says, whatever its id means by now. Errors: `dataset-changed`, those of `importCsv`. */
  async ofRun(reference: DatasetReference, signal: AbortSignal): Promise<LoadedDataset> {
    return named(reference, await abortable(this.content(this.shelf, reference), signal));
  }

  forget(id: string): void {
    const { byId, loading, files } = this.shelf;
    const known = byId.get(id);
    if (known) files.delete(identity(known.summary));
    byId.delete(id);
    loading.delete(id);
  }

  clear(): void {
    this.shelf = emptyShelf();
  }

  private load(shelf: Shelf, workspace: Workspace, id: string): Promise<LoadedDataset> {
    // Removed while it was read, its id is free for another dataset: then this one is not kept.
    const loading: Promise<LoadedDataset> = this.fromRecord(shelf, workspace, id).then((entry) => {
      if (shelf.loading.get(id) === loading) shelf.byId.set(id, entry);
      return entry;
    });
    const settled = (): void => {
      if (shelf.loading.get(id) === loading) shelf.loading.delete(id);
    };
    shelf.loading.set(id, loading);
    loading.then(settled, settled);
    return loading;
  }

  private async fromRecord(shelf: Shelf, workspace: Workspace, id: string): Promise<LoadedDataset> {
    const reference = await workspace.loadDataset(id);
    return named(reference, await this.content(shelf, reference));
  }

  /** The content of a file as a record says; read once for all who ask, so nobody's signal ends the reading. */
  private content(shelf: Shelf, reference: DatasetReference): Promise<Dataset> {
    const key = identity(reference);
    const known = shelf.files.get(key);
    if (known) return known;
    const reading = this.readAgain(reference).catch((error: unknown) => {
      if (shelf.files.get(key) === reading) shelf.files.delete(key);
      throw error;
    });
    shelf.files.set(key, reading);
    return reading;
  }

  private async readAgain(reference: DatasetReference): Promise<Dataset> {
    const dataset = await this.read(reference.path, reference.settings, new AbortController().signal);
    if (dataset.hash === reference.hash) return dataset;
    throw new ExpectedError(
      'dataset-changed',
      `${reference.path} has changed since it was imported as "${reference.name}". Put the old file back, or import the new one as another dataset.`,
      { path: reference.path, expected: reference.hash, received: dataset.hash },
    );
  }

  private read(path: string, overrides: ImportOverrides, signal: AbortSignal): Promise<Dataset> {
    return runJob(this.context, 'import', `Reading ${path}`, (job) =>
      importCsv(path, overrides, { signal, onProgress: (done, total) => job.progress(total > 0 ? done / total : 1) }),
    );
  }
}

/**
 * SHA-256, hex, of all that decides the values of a dataset: the file's bytes and how they are read. Rows that are their own steps count
 * as settings did that did not know of steps, so that old checkpoints keep their data.
 */
export function contentHash({ hash, settings }: Pick<DatasetReference, 'hash' | 'settings'>): string {
  const { resample, ...others } = settings;
  return createHash('sha256')
    .update(canonical([hash, resample === null ? others : settings]))
    .digest('hex');
}

function identity(reference: Pick<DatasetReference, 'hash' | 'path' | 'settings'>): string {
  return `${contentHash(reference)} ${resolve(reference.path)}`;
}

/** JSON that does not depend on the order in which properties were set: a stored record has another than a fresh one. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function emptyShelf(): Shelf {
  return { byId: new Map(), loading: new Map(), files: new Map() };
}

async function saveNew(workspace: Workspace | null, dataset: Dataset): Promise<DatasetSummary> {
  const id = workspace === null ? randomUUID() : await workspace.newDatasetId(dataset.name);
  const summary = summarise(id, dataset);
  await workspace?.saveDataset(summary);
  return summary;
}

/** Content under the id and the name of a record; several records can share it. */
function named({ id, name, path }: Pick<DatasetReference, 'id' | 'name' | 'path'>, content: Dataset): LoadedDataset {
  const dataset = { ...content, name, path };
  return { summary: summarise(id, dataset), dataset };
}

function summarise(id: string, dataset: Dataset): DatasetSummary {
  const { name, path, bytes, hash, hasTime, frequency, season, columns, series, settings, findings } = dataset;
  return { id, name, path, bytes, hash, rows: dataset.time.length, hasTime, frequency, season, columns, series, settings, findings };
}
