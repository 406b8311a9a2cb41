import { systemClock } from '../../engine/base/clock.ts';
import type { Dataset } from '../../engine/data/dataset.ts';
import { loadCalendar } from '../../engine/data/index.ts';
import { loadNative } from '../../engine/native/binding.ts';
import type { TrainingRequest } from '../../engine/protocol/training.ts';
import { resolveConfig } from '../../engine/train/resolve.ts';
import { trainModel, type TrainModelRequest, type TrainModelResult } from '../../engine/train/train-model.ts';

/** Trains quietly with the real core. */
export async function trainQuietly(
  dataset: Dataset,
  request: Omit<TrainingRequest, 'datasetId'>,
  hooks: Partial<TrainModelRequest> = {},
): Promise<TrainModelResult> {
  await loadCalendar(request.data.calendar ?? []);
  return trainModel({
    core: loadNative(),
    dataset,
    config: resolveConfig(dataset, { datasetId: 'd', ...request }),
    appVersion: 'test',
    clock: systemClock,
    resume: null,
    signal: new AbortController().signal,
    stopRequested: () => false,
    onPrepared: () => {},
    onProgress: () => {},
    onCheckpoint: async () => {},
    ...hooks,
  });
}
