import { pauseFor } from '../../data/csv/pause.ts';
import type { Dataset } from '../../data/dataset.ts';
import { columnSeasons, distributionOf, importFile, previewFile, profileSeries } from '../../data/index.ts';
import type { ColumnSeasons, DataProfile, ImportOverrides, ImportPreview } from '../../protocol/data.ts';
import type { Diagnosis, Distribution } from '../../protocol/exploration.ts';
import { diagnose, type DiagnosisRequest } from '../diagnose.ts';

/** A column of a series with all that is needed to look at it: a dataset of one series and one column. */
interface ColumnTask {
  dataset: Dataset;
  seriesId: string;
  column: string;
}

/** What takes long enough to have a thread of its own. */
export interface HeavyTasks {
  import: { params: { path: string; overrides: ImportOverrides }; result: Dataset };
  preview: { params: { path: string; overrides: ImportOverrides }; result: ImportPreview };
  distribution: { params: { values: Float64Array }; result: Distribution };
  seasons: { params: { dataset: Dataset; column: string }; result: ColumnSeasons };
  profile: { params: ColumnTask; result: DataProfile };
  diagnose: { params: { dataset: Dataset } & DiagnosisRequest; result: Diagnosis };
}

/** How a task is gone about. */
export interface HowTask {
  signal: AbortSignal;
  onProgress?: ((share: number, rows: number) => void) | undefined;
}

type TaskTable = { [K in keyof HeavyTasks]: (params: HeavyTasks[K]['params'], how: HowTask) => Promise<HeavyTasks[K]['result']> };

/** The same on any thread. */
export const heavyTasks: TaskTable = {
  import: ({ path, overrides }, { signal, onProgress }) => importFile(path, overrides, { signal, ...(onProgress && { onProgress }) }),
  preview: ({ path, overrides }, { signal }) => previewFile(path, overrides, signal),
  distribution: ({ values }) => Promise.resolve(distributionOf(values)),
  seasons: ({ dataset, column }) => Promise.resolve(columnSeasons(dataset, column)),
  profile: ({ dataset, seriesId, column }, { signal }) => profileSeries(dataset, seriesId, column, pauseFor(signal)),
  diagnose: ({ dataset, ...request }, { signal }) => diagnose(dataset, request, signal),
};

/** The arrays of rows that an answer holds, which move between threads instead of being copied. */
export function buffersOf(result: HeavyTasks[keyof HeavyTasks]['result']): ArrayBuffer[] {
  if (!('numeric' in result)) return [];
  const { time, fileRows, numeric, text } = result;
  const arrays = [time, fileRows, ...numeric.map(({ values }) => values), ...text.map(({ codes }) => codes)];
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
