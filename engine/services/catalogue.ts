import { saveFile } from '../base/save-file.ts';
import { timeWriter } from '../data/index.ts';
import { catalogue } from '../forecast/catalogue.ts';
import type { Handlers } from '../protocol/contract.ts';
import { automaticForecast } from './automatic-forecast.ts';
import type { EngineContext } from './context.ts';
import { forecastCsv } from './forecast-csv.ts';
import { runJob } from './jobs.ts';

export function catalogueService(context: EngineContext): Handlers<'catalogue'> {
  return {
    'catalogue.list': () => catalogue.map(({ name, about }) => ({ name, about })),
    'catalogue.forecast': async (request, { signal }) => {
      const { dataset } = await context.datasets.get(request.datasetId, signal);
      const result = await runJob(context, 'automatic', `Forecasting ${request.target} of ${dataset.name}`, (job) =>
        automaticForecast({ dataset, request, core: context.core, clock: context.clock, signal, onProgress: job.progress }),
      );
      if (request.path !== undefined) {
        await saveFile(request.path, forecastCsv(result.forecast.series, timeWriter(dataset)), { doing: 'save the forecast as', signal });
      }
      return result;
    },
  };
}
