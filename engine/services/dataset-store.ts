import { randomUUID } from 'node:crypto';
import type { Dataset } from '../data/dataset.ts';
import { importCsv } from '../data/index.ts';
import type { DatasetReference } from '../project/run-record.ts';
import type { DatasetSummary, ImportOverrides } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Shared } from './shared.ts';
import { runJob } from './jobs.ts';

export interface LoadedDataset {
  summary: DatasetSummary;
  dataset: Dataset;
}

/** The datasets in memory, by id; loads those of the workspace and those of runs when they are asked for. */
export class DatasetStore {
  private readonly loaded = new Map<string, LoadedDataset>();
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /** Reads a file as a new dataset, and keeps its record in the workspace where one is open. Errors: those of `importCsv`. */
  async import(path: string, overrides: ImportOverrides, name: string | undefined, signal: AbortSignal): Promise<DatasetSummary> {
    const dataset = await this.read(path, overrides, signal);
    if (name !== undefined) dataset.name = name;
    const { workspace } = this.context;
    const id = workspace === null ? randomUUID() : await workspace.newDatasetId(dataset.name);
    const summary = summarise(id, dataset);
    await workspace?.saveDataset(summary);
    this.loaded.set(id, { summary, dataset });
    return summary;
  }

  /** Errors: `unknown-dataset`, `dataset-changed` where the file holds other bytes than when it was imported. */
  async get(id: string, signal: AbortSignal): Promise<LoadedDataset> {
    const known = this.loaded.get(id);
    if (known) return known;
    const { workspace } = this.context;
    if (workspace === null) throw new ExpectedError('unknown-dataset', `There is no dataset "${id}" in memory. Import it again.`, { id });
    return this.load(await workspace.loadDataset(id), signal);
  }

  /** The dataset of a run: in memory, or read again as the run's record says. Errors as `get`. */
  async ofRun(reference: DatasetReference, signal: AbortSignal): Promise<LoadedDataset> {
    const known = this.loaded.get(reference.id);
    return known?.dataset.hash === reference.hash ? known : this.load(reference, signal);
  }

  forget(id: string): void {
    this.loaded.delete(id);
  }

  clear(): void {
    this.loaded.clear();
  }

  private async load(reference: DatasetReference, signal: AbortSignal): Promise<LoadedDataset> {
    const dataset = await this.read(reference.path, reference.settings, signal);
    if (dataset.hash !== reference.hash) {
      throw new ExpectedError(
        'dataset-changed',
        `${reference.path} has changed since it was imported as "${reference.name}". Put the old file back, or import the new one as another dataset.`,
        { path: reference.path, expected: reference.hash, received: dataset.hash },
      );
    }
    dataset.name = reference.name;
    const entry = { summary: summarise(reference.id, dataset), dataset };
    this.loaded.set(reference.id, entry);
    return entry;
  }

  private read(path: string, overrides: ImportOverrides, signal: AbortSignal): Promise<Dataset> {
    return runJob(this.context, 'import', `Reading ${path}`, (job) =>
      importCsv(path, overrides, { signal, onProgress: (done, total) => job.progress(total > 0 ? done / total : 1) }),
    );
  }
}

function summarise(id: string, dataset: Dataset): DatasetSummary {
  const { name, path, bytes, hash, hasTime, frequency, season, columns, series, settings, findings } = dataset;
  return { id, name, path, bytes, hash, rows: dataset.time.length, hasTime, frequency, season, columns, series, settings, findings };
}
