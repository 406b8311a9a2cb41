import { saveFile } from '../base/save-file.ts';
import { rawWindow } from '../forecast/backtest.ts';
import { testOrigins } from '../forecast/origins.ts';
import { createPredictor } from '../forecast/predict.ts';
import { exportModel } from '../onnx/export.ts';
import { loadModel } from '../project/run-folder.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { scoreCsv } from './score-csv.ts';

/** Held-out windows on which an exported file is compared with the native model. */
const COMPARED_WINDOWS = 256;

export function modelService(context: EngineContext): Handlers<'model'> {
  const { runs, datasets } = context;
  return {
    'model.export': async ({ runId, path }, { signal }) => {
      const run = await runs.get(runId);
      const trained = await loadModel(run.summary.folder);
      const { dataset } = await datasets.ofRun(run.dataset, signal);
      const predictor = createPredictor(context.core(), trained, run.summary.config.training.threads);
      try {
        return await runJob(context, 'export', `Exporting ${run.summary.name}`, async () => {
          const { origins } = testOrigins(dataset, trained.data, null, null);
          const every = Math.max(1, Math.ceil(origins.length / COMPARED_WINDOWS));
          const windows = origins.filter((_, i) => i % every === 0).map((origin) => rawWindow(dataset, predictor, origin));
          const { bytes, verification } = await exportModel(trained, windows, (batch) => predictor.predict(batch));
          await saveFile(path, bytes, { doing: 'save the model as' });
          const { worst: _worst, ...report } = verification;
          return { path, ...report };
        });
      } finally {
        predictor.dispose();
      }
    },
    'model.score': (params, { signal }) =>
      runJob(context, 'score', `Scoring ${params.csvPath}`, (job) => scoreCsv(context, params, signal, job)),
  };
}
