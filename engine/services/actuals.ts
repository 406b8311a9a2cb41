import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { explainFileError } from '../base/file-errors.ts';
import type { Dataset } from '../data/dataset.ts';
import type { DatasetReference } from '../project/run-record.ts';
import { runJob } from './jobs.ts';
import { abortable, type Shared } from './shared.ts';

/** Files kept in memory: those of the datasets that somebody forecasts at a time. */
const KEPT = 8;

/** Data files as they are now, whatever they were when they were imported; read again when the file has changed. */
export class Actuals {
  private readonly files = new Map<string, Promise<Dataset>>();
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /** Errors: those of `importFile`. */
  async read({ path, settings }: Pick<DatasetReference, 'path' | 'settings'>, signal: AbortSignal): Promise<Dataset> {
    const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
      throw explainFileError(error, path, 'read');
    });
    const key = JSON.stringify([resolve(path), size, mtimeMs, settings]);
    const known = this.files.get(key) ?? this.load(key, path, settings);
    return abortable(known, signal);
  }

  private load(key: string, path: string, settings: DatasetReference['settings']): Promise<Dataset> {
    // Read once for all who ask, so nobody's signal ends the reading.
    const reading = runJob(this.context, 'ledger', `Reading ${path}`, (job) =>
      this.context.heavy.importFile(path, settings, {
        signal: new AbortController().signal,
        onProgress: (share) => job.progress(share),
      }),
    );
    reading.catch(() => this.files.delete(key));
    this.files.set(key, reading);
    const [oldest] = this.files.keys();
    if (this.files.size > KEPT && oldest !== undefined) this.files.delete(oldest);
    return reading;
  }
}
