import { catalogue } from '../forecast/catalogue.ts';
import { timeWriter } from '../data/index.ts';
import type { Handlers } from '../protocol/contract.ts';
import { automaticForecast } from './automatic-forecast.ts';
import type { EngineContext } from './context.ts';
import { saveForecastFile } from './forecast-file.ts';
import { runJob } from './jobs.ts';

export function catalogueService(context: EngineContext): Handlers<'catalogue'> {
  return {
    'catalogue.list': () => catalogue.map(({ name, about }) => ({ name, about })),

    'catalogue.forecast': async (request, { signal }) => {
      const { datasetId } = request;
      const { dataset } = await context.datasets.get(datasetId, signal);
      const { season, backtest, ...found } = await runJob(context, 'automatic', `Forecasting ${request.target} of ${dataset.name}`, (job) =>
        automaticForecast({ dataset, request, core: context.core, clock: context.clock, signal, onProgress: job.progress }),
      );
      return context.made.add({ datasetId, dataset, season, backtest }, found);
    },

    'catalogue.save': ({ id, path }, { signal }) => {
      const { dataset, result } = context.made.get(id);
      return saveForecastFile(path, result.forecast.series, { writeTime: timeWriter(dataset), hasTime: dataset.hasTime, signal });
    },
  };
}
