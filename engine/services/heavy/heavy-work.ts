import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Clock } from '../../base/clock.ts';
import { scriptBeside, Threads } from '../../base/threads.ts';
import type { Dataset } from '../../data/dataset.ts';
import { requireColumn, requireSeries } from '../../data/index.ts';
import type { ImportOptions } from '../../data/file-reader.ts';
import type { ColumnSeasons, DataProfile, ImportOverrides, ImportPreview } from '../../protocol/data.ts';
import type { Diagnosis, Distribution } from '../../protocol/exploration.ts';
import type { DiagnosisRequest } from '../diagnose.ts';
import { buffersOf, type HeavyTasks, heavyTasks, type HowTask } from './tasks.ts';

/** Bytes from which on a file is read by a thread: what is smaller is read before one has begun. Packed files grow to many times their size. */
const LARGE = { text: 2 * 1024 * 1024, packed: 128 * 1024 };
/** Steps from which on a series is looked at by a thread. */
const LONG = 4000;
/** Zip archives, as workbooks are, and Parquet files. */
const ZIP = 'PK\u0003\u0004';
const PACKED = [ZIP, 'PAR1'];

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
    const how: HowTask = { signal: nobody, ...options };
    const apart = (await kindOfLarge(path)) !== null;
    return apart ? this.#apart('import', { path, overrides }, how) : heavyTasks.import({ path, overrides }, how);
  }

  /** As `previewFile`. Of text and Parquet only the first part is looked at. */
  async previewFile(path: string, overrides: ImportOverrides, signal: AbortSignal): Promise<ImportPreview> {
    const apart = (await kindOfLarge(path)) === ZIP;
    return apart ? this.#apart('preview', { path, overrides }, { signal }) : heavyTasks.preview({ path, overrides }, { signal });
  }

  /** As `distributionOf` of a column. Error: `unknown-column`. */
  async distribution(dataset: Dataset, column: string, signal: AbortSignal): Promise<Distribution> {
    const { values } = requireColumn(dataset, column);
    if (values.length < LONG) return heavyTasks.distribution({ values }, { signal });
    const own = values.slice();
    return this.#apart('distribution', { values: own }, { signal }, [own.buffer]);
  }

  /** As `columnSeasons`. */
  async seasons(dataset: Dataset, column: string, signal: AbortSignal): Promise<ColumnSeasons> {
    const { values } = requireColumn(dataset, column);
    if (values.length < LONG) return heavyTasks.seasons({ dataset, column }, { signal });
    const own = bare(dataset, column, values.slice());
    return this.#apart('seasons', { dataset: own, column }, { signal }, buffersOf(own));
  }

  /** As `profileSeries`. */
  async profile(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<DataProfile> {
    const own = partOf(dataset, seriesId, column);
    if (own === null) return heavyTasks.profile({ dataset, seriesId, column }, { signal });
    return this.#apart('profile', { dataset: own, seriesId, column }, { signal }, buffersOf(own));
  }

  /** As `diagnose`. */
  async diagnose(dataset: Dataset, request: DiagnosisRequest, signal: AbortSignal): Promise<Diagnosis> {
    const own = partOf(dataset, request.seriesId, request.column);
    if (own === null) return heavyTasks.diagnose({ dataset, ...request }, { signal });
    return this.#apart('diagnose', { dataset: own, ...request }, { signal }, buffersOf(own));
  }

  close(): Promise<void> {
    return this.#threads.close();
  }

  #apart<K extends keyof HeavyTasks>(
    task: K,
    params: HeavyTasks[K]['params'],
    { signal, onProgress }: HowTask,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<HeavyTasks[K]['result']> {
    return this.#threads.run({ task, params, transfer, signal, onProgress }) as Promise<HeavyTasks[K]['result']>;
  }
}

/** A dataset of one column alone, without times. */
function bare(dataset: Dataset, name: string, values: Float64Array): Dataset {
  const nothing = { time: new Float64Array(0), fileRows: new Int32Array(0), text: [], columns: [], findings: [] };
  return { ...dataset, ...nothing, numeric: [{ name, values }] };
}

/** Its first bytes where a file is large for its kind; null where it is not, or cannot be read, which reading it tells. */
async function kindOfLarge(path: string): Promise<string | null> {
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
    ...bare(dataset, column, values.slice(offset, end)),
    time: dataset.time.slice(offset, end),
    fileRows: dataset.fileRows.slice(offset, end),
    series: [{ ...series, offset: 0 }],
  };
}
