import { saveFile } from '../base/save-file.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { testOrigins } from '../forecast/origins.ts';
import { exportModel } from '../onnx/export.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';
import { inspectModel } from './inspect-model.ts';
import { runJob } from './jobs.ts';
import { scoreCsv } from './score-csv.ts';
import { withPredictor } from './with-predictor.ts';

/** Held-out windows on which an exported file is compared with the native model. */
const COMPARED_WINDOWS = 256;

export function modelService(context: EngineContext): Handlers<'model'> {
  return {
    'model.export': ({ runId, path }, { signal }) =>
      withPredictor(context, runId, signal, (predictor, dataset, run) =>
        runJob(context, 'export', `Exporting ${run.summary.name}`, async () => {
          const { origins } = testOrigins(dataset, predictor.model.data, null, null);
          const every = Math.max(1, Math.ceil(origins.length / COMPARED_WINDOWS));
          const windows = origins.filter((_, i) => i % every === 0).map((origin) => rawWindow(dataset, predictor, origin));
          const { bytes, verification } = await exportModel(predictor.model, windows, (batch) => predictor.predict(batch));
          await saveFile(path, bytes, { doing: 'save the model as', signal });
          const { worst: _worst, ...report } = verification;
          return { path, ...report };
        }),
      ),
    'model.inspect': (params, { signal }) => inspectModel(context, params, signal),
    'model.score': (params, { signal }) =>
      runJob(context, 'score', `Scoring ${params.csvPath}`, (job) => scoreCsv(context, params, signal, job)),
  };
}
