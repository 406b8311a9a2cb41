import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Clock } from '../../base/clock.ts';
import { scriptBeside, Threads } from '../../base/threads.ts';
import type { Dataset } from '../../data/dataset.ts';
import { requireColumn, requireSeries } from '../../data/index.ts';
import type { ImportOptions } from '../../data/file-reader.ts';
import type { DataProfile, ImportOverrides, ImportPreview } from '../../protocol/data.ts';
import type { Diagnosis } from '../../protocol/exploration.ts';
import type { DiagnosisRequest } from '../diagnose.ts';
import { buffersOf, type HeavyTasks, heavyTasks, type HowTask } from './tasks.ts';

/** Bytes from which on a file is read by a thread: what is smaller is read before one has begun. Packed files grow to many times their size. */
const LARGE = { text: 2 * 1024 * 1024, packed: 128 * 1024 };
/** Steps from which on a series is looked at by a thread. */
const LONG = 4000;
/** Zip archives, as workbooks are, and Parquet files. */
const PACKED = ['PK\u0003\u0004', 'PAR1'];

const nobody = new AbortController().signal;

/**
 * Reading files and looking at long series: done by threads where it would keep the engine's own for long, which serves charts, trainings
 * and calls; here where it is little. Results and errors are the same.
 */
export class HeavyWork {
  readonly #threads: Threads;

  constructor(clock: Clock) {
    const script = (): string => scriptBeside(import.meta.url, 'heavy-thread');
    this.#threads = new Threads({ script, clock, most: Math.max(2, Math.ceil(availableParallelism() / 2)) });
  }

  /** As `importFile`. */
  async importFile(path: string, overrides: ImportOverrides, options: ImportOptions = {}): Promise<Dataset> {
    const large = await isLarge(path);
    return this.#do('import', { path, overrides }, { signal: nobody, ...options }, large !== null);
  }

  /** As `previewFile`. Of text and Parquet only the first part is looked at. */
  async previewFile(path: string, overrides: ImportOverrides, signal: AbortSignal): Promise<ImportPreview> {
    return this.#do('preview', { path, overrides }, { signal }, (await isLarge(path)) === PACKED[0]);
  }

  /** As `profileSeries`. */
  profile(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<DataProfile> {
    const part = partOf(dataset, seriesId, column);
    return this.#do('profile', { dataset: part ?? dataset, seriesId, column }, { signal }, part !== null, part);
  }

  /** As `diagnose`. */
  diagnose(dataset: Dataset, request: DiagnosisRequest, signal: AbortSignal): Promise<Diagnosis> {
    const part = partOf(dataset, request.seriesId, request.column);
    return this.#do('diagnose', { dataset: part ?? dataset, ...request }, { signal }, part !== null, part);
  }

  close(): Promise<void> {
    return this.#threads.close();
  }

  #do<K extends keyof HeavyTasks>(
    task: K,
    params: HeavyTasks[K]['params'],
    how: HowTask,
    apart: boolean,
    own: Dataset | null = null,
  ): Promise<HeavyTasks[K]['result']> {
    if (!apart) return heavyTasks[task](params, how);
    const transfer = own === null ? [] : buffersOf(own);
    return this.#threads.run({ task, params, transfer, ...how }) as Promise<HeavyTasks[K]['result']>;
  }
}

/** Its first bytes where a file is large for its kind; null where it is not, or cannot be read, which reading it tells. */
async function isLarge(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size < LARGE.packed) return null;
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      const magic = buffer.toString('latin1', 0, bytesRead);
      return PACKED.includes(magic) || size >= LARGE.text ? magic : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** A copy of one column of a long series, as a dataset of its own; null of a short one. Errors: `unknown-series`, `unknown-column`. */
function partOf(dataset: Dataset, seriesId: string, column: string): Dataset | null {
  const series = requireSeries(dataset, seriesId);
  const { values } = requireColumn(dataset, column);
  const { offset, length } = series;
  if (length < LONG) return null;
  const end = offset + length;
  return {
    ...dataset,
    time: dataset.time.slice(offset, end),
    fileRows: dataset.fileRows.slice(offset, end),
    series: [{ ...series, offset: 0 }],
    numeric: [{ name: column, values: values.slice(offset, end) }],
    text: [],
    columns: [],
    findings: [],
  };
}
