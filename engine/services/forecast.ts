import { saveFile } from '../base/save-file.ts';
import { timeWriter } from '../data/index.ts';
import { createPredictor } from '../forecast/predict.ts';
import { loadModel } from '../project/run-folder.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { ForecastResult } from '../protocol/training.ts';
import type { EngineContext } from './context.ts';
import { forecastCsv, forecastRowCount } from './forecast-csv.ts';
import { makeForecast } from './make-forecast.ts';

export function forecastService(context: EngineContext): Handlers<'forecast'> {
  const { runs, datasets } = context;

  async function make(runId: string, history: number, signal: AbortSignal): Promise<ForecastResult> {
    const run = await runs.get(runId);
    const trained = await loadModel(run.summary.folder);
    const { dataset } = await datasets.ofRun(run.dataset, signal);
    const predictor = createPredictor(context.core(), trained, run.summary.config.training.threads);
    try {
      return await makeForecast(runId, dataset, predictor, history);
    } finally {
      predictor.dispose();
    }
  }

  return {
    'forecast.make': ({ runId, history }, { signal }) => make(runId, history, signal),
    'forecast.save': async ({ runId, path }, { signal }) => {
      const { series } = await make(runId, 0, signal);
      const { dataset } = await datasets.ofRun((await runs.get(runId)).dataset, signal);
      await saveFile(path, forecastCsv(series, timeWriter(dataset)), { doing: 'save the forecast as' });
      return { path, rows: forecastRowCount(series) };
    },
  };
}
