import { saveFile } from '../base/save-file.ts';
import { timeWriter } from '../data/index.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';
import { saveForecastFile } from './forecast-file.ts';
import { makeForecast } from './make-forecast.ts';
import { drawPaths, makePaths, pathsCsv } from './make-paths.ts';
import { withPredictor } from './with-predictor.ts';

export function forecastService(context: EngineContext): Handlers<'forecast'> {
  return {
    'forecast.make': ({ runId, history }, { signal }) =>
      withPredictor(context, runId, signal, (predictor, dataset) => makeForecast(runId, dataset, predictor, history)),
    'forecast.paths': ({ runId, ...wanted }, { signal }) =>
      withPredictor(context, runId, signal, (predictor, dataset) => makePaths(runId, dataset, predictor, wanted)),
    'forecast.savePaths': ({ runId, path, ...wanted }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset) => {
        let rows = 0;
        const lines = pathsCsv(drawPaths(dataset, predictor, wanted), timeWriter(dataset), () => rows++);
        await saveFile(path, lines, { doing: 'save the sample paths as', signal });
        return { path, rows };
      }),
    'forecast.save': ({ runId, path }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset) => {
        const { series } = await makeForecast(runId, dataset, predictor, 0);
        return saveForecastFile(path, series, { writeTime: timeWriter(dataset), hasTime: dataset.hasTime, signal });
      }),
  };
}
