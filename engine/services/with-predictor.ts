import type { Dataset } from '../data/dataset.ts';
import { loadCalendar, withinRange } from '../data/index.ts';
import { createPredictor, type Predictor } from '../forecast/predict.ts';
import { loadModel } from '../project/run-folder.ts';
import type { Run } from '../project/run-record.ts';
import type { EngineContext } from './context.ts';

/** Works with a run's model in the core and the data it was trained on, of which it knows the rows of its range alone. Errors: `unknown-run`, `no-model`, `dataset-changed`. */
export async function withPredictor<T>(
  { runs, datasets, core }: EngineContext,
  runId: string,
  signal: AbortSignal,
  work: (predictor: Predictor, dataset: Dataset, run: Run) => Promise<T>,
): Promise<T> {
  const run = await runs.get(runId);
  const trained = await loadModel(run.summary.folder);
  const dataset = withinRange((await datasets.ofRun(run.dataset, signal)).dataset, trained.data);
  await loadCalendar(trained.data.calendar);
  const predictor = createPredictor(core(), trained, run.summary.config.training.threads);
  try {
    return await work(predictor, dataset, run);
  } finally {
    predictor.dispose();
  }
}
