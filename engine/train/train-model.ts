import type { Clock } from '../base/clock.ts';
import type { Dataset } from '../data/dataset.ts';
import { lossSpec, recurrentGraph } from '../models/recurrent.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { NativeCore, NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import { fit, type FitRequest, type FitResult } from './fit.ts';
import { calibrationOffsets } from './offsets.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { FitState } from './state.ts';

export interface TrainModelRequest extends Pick<FitRequest, 'signal' | 'stopRequested' | 'onProgress' | 'onCheckpoint'> {
  core: NativeCore;
  dataset: Dataset;
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

/** The network of a configuration in the core, with its first weights. Dispose it when done. */
export function createNetwork(core: NativeCore, config: RunConfig): NativeModel {
  const loss = lossSpec(config.training);
  return core.createModel({
    graph: recurrentGraph(config.data, config.model, loss),
    loss,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: config.training.clipNorm },
    seed: config.training.seed,
    threads: config.training.threads,
  });
}

/** From a dataset to a trained model. Errors: those of `prepare` and `fit`. */
export async function trainModel(request: TrainModelRequest): Promise<TrainModelResult> {
  const { core, dataset, config } = request;
  const prepared = prepare(dataset, config.data);
  request.onPrepared(prepared);
  const loss = lossSpec(config.training);
  const model = createNetwork(core, config);
  try {
    model.setSource(prepared.source);
    const result = await fit({ ...request, model, config: config.training, training: prepared.training, validation: prepared.validation });
    const offsets = await calibrationOffsets(model, prepared, config);
    const trained: TrainedModel = {
      graph: recurrentGraph(config.data, config.model, loss),
      loss,
      parameters: model.parameters,
      values: model.getParameters(),
      data: config.data,
      quantiles: config.training.quantiles,
      offsets,
      seriesIds: prepared.seriesIds,
      scalers: prepared.scalers,
      about: {
        modelKind: config.model.kind,
        frequency: dataset.frequency,
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
