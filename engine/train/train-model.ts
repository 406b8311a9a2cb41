import type { Clock } from '../base/clock.ts';
import { loadCalendar } from '../data/index.ts';
import type { TrainingData } from '../data/dataset.ts';
import { lossSpec } from '../models/loss.ts';
import { networkGraph } from '../models/network.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { NativeCore, NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import { fit, type FitResult } from './fit.ts';
import type { FitRequest } from './fit-request.ts';
import { calibrationOffsets } from './offsets.ts';
import { neededBytes, requireMemory } from './memory.ts';
import { openModel } from './open-model.ts';
import { prepare, type Prepared } from './prepare.ts';
import { startAtRidge } from './ridge-start.ts';
import { startSmoothing } from './smoothing-start.ts';
import type { FitState } from './state.ts';
import { meetUnknown } from './meet-unknown.ts';

export interface TrainModelRequest extends Pick<FitRequest, 'pauseAfter' | 'signal' | 'stopRequested' | 'onProgress' | 'onCheckpoint'> {
  core: NativeCore;
  dataset: TrainingData;
  config: RunConfig;
  appVersion: string;
  clock: Clock;
  resume: FitState | null;
  onPrepared: (prepared: Prepared) => void;
}

export interface TrainModelResult {
  trained: TrainedModel;
  fit: FitResult;
}

/**
 * The network of a configuration in the core, for a training set of `series` series, with its first weights. Dispose it when done.
 * Errors: those of `openModel`.
 */
export function createNetwork(
  core: NativeCore,
  config: RunConfig,
  series: number,
  categories?: ReadonlyArray<readonly string[]>,
): NativeModel {
  const loss = lossSpec(config.training);
  return openModel(core, config, networkGraph(config.data, config.model, loss, series, categories), loss);
}

/** From a dataset to a trained model. Errors: those of `prepare`, `openModel` and `fit`; `out-of-memory`. */
export async function trainModel(request: TrainModelRequest): Promise<TrainModelResult> {
  const { core, dataset, config } = request;
  await loadCalendar(config.data.calendar);
  const prepared = prepare(dataset, config.data, config.model, config.training.loss);
  request.onPrepared(prepared);
  const loss = lossSpec(config.training);
  const series = prepared.seriesIds.length;
  const model = createNetwork(core, config, series, prepared.categories);
  try {
    requireMemory(neededBytes(model, prepared, config), config);
    model.setSource(prepared.source);
    if (request.resume === null) await startSmoothing(core, model, prepared, config);
    if (request.resume === null && config.model.skip && config.model.skipStart !== 'zero') startAtRidge(model, loss, prepared, config);
    const result = await fit({ ...request, model, config, training: prepared.training, validation: prepared.validation });
    meetUnknown(model, prepared);
    const graph = networkGraph(config.data, config.model, loss, series, prepared.categories);
    const offsets = await calibrationOffsets(model, graph, prepared, config);
    const trained: TrainedModel = {
      graph,
      loss,
      parameters: model.parameters,
      values: model.getParameters(),
      data: config.data,
      quantiles: config.training.quantiles,
      offsets,
      seriesIds: prepared.seriesIds,
      scalers: prepared.scalers,
      categories: prepared.categories,
      staticScalers: prepared.staticScalers,
      about: {
        modelKind: config.model.kind,
        frequency: dataset.frequency,
        zone: dataset.settings.time.zone,
        datasetName: dataset.name,
        datasetHash: dataset.hash,
        metrics: null,
        appVersion: request.appVersion,
      },
    };
    return { trained, fit: result };
  } finally {
    model.dispose();
  }
}
