import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Dataset } from '../data/dataset.ts';
import { changingFixes } from '../data/index.ts';
import type { DatasetReference } from '../project/run-record.ts';
import type { Workspace } from '../project/workspace.ts';
import type { DatasetSummary, FileState, Fix, ImportOverrides, ImportSettings } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { FileStates } from './file-state.ts';
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
  private readonly states = new FileStates();
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /**
   * Reads a file as a new dataset, and keeps its record in the workspace where one is open.
   * Errors: those of `importFile`; `workspace-changed`.
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

  /** Whether the dataset's file still holds what was imported. Error: `unknown-dataset`. */
  async check(id: string, signal: AbortSignal): Promise<FileState> {
    return this.states.check(await this.record(id), signal);
  }

  /** The dataset with other fixes. Errors: `unknown-dataset`, `dataset-changed`, `workspace-changed`, those of `importFile`. */
  async setFixes(id: string, fixes: readonly Fix[], signal: AbortSignal): Promise<DatasetSummary> {
    return this.replace(id, async (summary) => {
      const dataset = await this.read(summary.path, withFixes(summary.settings, fixes), signal);
      if (dataset.hash !== summary.hash) throw changedFile(summary, dataset.hash);
      return dataset;
    });
  }

  /**
   * The dataset of the file as it is now, read with the same settings. Fixes of single cells are left out: other rows may stand in their
   * lines. Errors: `unknown-dataset`, `workspace-changed`, those of `importFile`.
   */
  async readAgain(id: string, signal: AbortSignal): Promise<DatasetSummary> {
    return this.replace(id, async ({ path, hash, settings }) => {
      const fixes = settings.fixes ?? [];
      const kept = fixes.filter(({ kind }) => kind !== 'missing-cells');
      const dataset = await this.read(path, withFixes(settings, kept), signal);
      if (dataset.hash === hash) return this.read(path, settings, signal);
      if (kept.length < fixes.length) dataset.findings.push(droppedFixes(fixes.length - kept.length));
      return dataset;
    });
  }

  /** Error: `unknown-dataset`, those of saving. */
  async rename(id: string, name: string): Promise<DatasetSummary> {
    const { workspace } = this.context;
    const summary = { ...(await this.record(id)), name };
    await this.saving(async () => workspace?.saveDataset(summary));
    const known = this.shelf.byId.get(id);
    if (known) this.shelf.byId.set(id, { summary, dataset: { ...known.dataset, name } });
    return summary;
  }

  /** The dataset of a run, exactly as its record says, whatever its id means by now. Errors: `dataset-changed`, those of `importFile`. */
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

  /** What is known of a dataset, without its values. Error: `unknown-dataset`. */
  private async record(id: string): Promise<DatasetSummary> {
    const { workspace } = this.context;
    const known = this.shelf.byId.get(id);
    if (known) return known.summary;
    if (workspace === null) throw new ExpectedError('unknown-dataset', `There is no dataset "${id}" in memory. Import it again.`, { id });
    return workspace.loadDataset(id);
  }

  /** Puts another content under the id and the name of a dataset. Runs keep theirs, which is read again when they need it. */
  private async replace(id: string, make: (summary: DatasetSummary) => Promise<Dataset>): Promise<DatasetSummary> {
    const { shelf } = this;
    const { workspace } = this.context;
    const before = await this.record(id);
    const dataset = { ...(await make(before)), name: before.name };
    requireWorkspace(this.context, workspace);
    const summary = summarise(id, dataset);
    await this.saving(async () => workspace?.saveDataset(summary));
    shelf.loading.delete(id);
    shelf.files.delete(identity(before));
    shelf.byId.set(id, { summary, dataset });
    shelf.files.set(identity(summary), Promise.resolve(dataset));
    return summary;
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
    const reading = this.readUnchanged(reference).catch((error: unknown) => {
      if (shelf.files.get(key) === reading) shelf.files.delete(key);
      throw error;
    });
    shelf.files.set(key, reading);
    return reading;
  }

  private async readUnchanged(reference: DatasetReference): Promise<Dataset> {
    const dataset = await this.read(reference.path, reference.settings, new AbortController().signal);
    if (dataset.hash === reference.hash) return dataset;
    throw changedFile(reference, dataset.hash);
  }

  private read(path: string, overrides: ImportOverrides, signal: AbortSignal): Promise<Dataset> {
    return runJob(this.context, 'import', `Reading ${path}`, (job) =>
      this.context.heavy.importFile(path, overrides, { signal, onProgress: (share, rows) => job.progress(share, '', rows) }),
    );
  }
}

function changedFile({ path, name, hash }: Pick<DatasetReference, 'path' | 'name' | 'hash'>, received: string): ExpectedError {
  const message = `${path} has changed since it was imported as "${name}". Put the old file back, or import the new one as another dataset.`;
  return new ExpectedError('dataset-changed', message, { path, expected: hash, received });
}

function withFixes({ fixes: _, ...settings }: ImportSettings, fixes: readonly Fix[]): ImportSettings {
  return fixes.length > 0 ? { ...settings, fixes: [...fixes] } : settings;
}

function droppedFixes(count: number): Dataset['findings'][number] {
  return {
    code: 'fixes-dropped',
    severity: 'warning',
    message: `${count} fixes of single cells were left out, since the file has changed and other rows may stand in their lines.`,
    advice: 'Look at the rows again, and mark what is wrong there.',
    row: null,
    column: null,
    count,
  };
}

/**
 * SHA-256, hex, of all that decides the values of a dataset: the file's bytes, how they are read and what was changed after. Rows that are
 * their own steps, and data without fixes, count as settings did that did not know of them, so that old checkpoints keep their data.
 */
export function contentHash({ hash, settings }: Pick<DatasetReference, 'hash' | 'settings'>): string {
  const { resample, fixes, ...others } = settings;
  const changes = changingFixes(fixes);
  return createHash('sha256')
    .update(canonical([hash, { ...others, ...(resample !== null && { resample }), ...(changes.length > 0 && { fixes: changes }) }]))
    .digest('hex');
}

/** What decides the values and the findings of a file. */
function identity(reference: Pick<DatasetReference, 'hash' | 'path' | 'settings'>): string {
  return `${contentHash(reference)} ${canonical(reference.settings.fixes ?? [])} ${resolve(reference.path)}`;
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
