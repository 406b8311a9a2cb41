import type { CatalogueModel, Forecaster, FitTask } from '../models/forecaster.ts';
import { isPointLoss, middleOf } from '../models/levels.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { RunConfig } from '../protocol/training.ts';
import { trainModel } from '../train/train-model.ts';
import { taskData, windowOf } from './panel-windows.ts';
import { createPredictor } from './predict.ts';

/** The application's version that a trained model records; one of the catalogue is never stored. */
const NOT_STORED = '';

/** A recurrent network as an entry of the catalogue: `configure` sizes it by the task, whose columns it reads as a trained run does, but for those that `reads` leaves out. */
export function networkModel(
  name: string,
  about: string,
  configure: (task: FitTask) => RunConfig,
  reads: CatalogueModel['reads'] = 'all',
): CatalogueModel {
  return { name, about, reads, fit: async (task) => fitNetwork(task, configure(task)) };
}

/** Trains one network for all histories. Errors: those of `trainModel`. */
export async function fitNetwork(task: FitTask, config: RunConfig): Promise<Forecaster> {
  const { trained } = await trainModel({
    core: task.core(),
    dataset: taskData(task),
    config,
    appVersion: NOT_STORED,
    clock: task.clock,
    resume: null,
    signal: task.signal,
    stopRequested: () => false,
    onPrepared: () => {},
    onProgress: ({ progress }) => task.onProgress(progress),
    onCheckpoint: async () => {},
  });
  return networkForecaster(task, trained, config.training.threads);
}

/** A trained network that forecasts histories; one of a point loss has no quantiles but the spread of its validation errors, which says nothing of a series. */
function networkForecaster(task: FitTask, trained: TrainedModel, threads: number): Forecaster {
  const predictor = createPredictor(task.core(), trained, threads);
  const { horizon } = trained.data;
  return {
    forecast: async (histories) => {
      const windows = histories.map((history) => windowOf(history, task, trained, predictor.seriesIndex(history.id)));
      const forecasts = await predictor.predict(windows);
      const width = trained.quantiles.length;
      const quantiles = histories.map((_, n) => forecasts.quantiles.slice(n * horizon * width, (n + 1) * horizon * width));
      return {
        points: quantiles.map((levels) => middleOf(levels, trained.quantiles)),
        quantiles: isPointLoss(trained.loss) ? null : quantiles,
      };
    },
    dispose: () => predictor.dispose(),
  };
}
