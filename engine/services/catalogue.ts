import { saveFile } from '../base/save-file.ts';
import type { Dataset } from '../data/dataset.ts';
import { timeWriter } from '../data/index.ts';
import { catalogue } from '../forecast/catalogue.ts';
import type { AutomaticResult } from '../protocol/automatic.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { automaticForecast } from './automatic-forecast.ts';
import type { EngineContext } from './context.ts';
import { forecastCsv, forecastRowCount } from './forecast-csv.ts';
import { runJob } from './jobs.ts';

/** Forecasts that can still be saved: as many as somebody keeps open side by side. */
const KEPT = 20;

export function catalogueService(context: EngineContext): Handlers<'catalogue'> {
  /** In the order in which they were made. */
  const made = new Map<string, { dataset: Dataset; result: AutomaticResult }>();
  let count = 0;

  return {
    'catalogue.list': () => catalogue.map(({ name, about }) => ({ name, about })),

    'catalogue.forecast': async (request, { signal }) => {
      const { dataset } = await context.datasets.get(request.datasetId, signal);
      const found = await runJob(context, 'automatic', `Forecasting ${request.target} of ${dataset.name}`, (job) =>
        automaticForecast({ dataset, request, core: context.core, clock: context.clock, signal, onProgress: job.progress }),
      );
      const result = { id: `forecast-${++count}`, ...found };
      made.set(result.id, { dataset, result });
      const [oldest] = made.keys();
      if (made.size > KEPT && oldest !== undefined) made.delete(oldest);
      return result;
    },

    'catalogue.save': async ({ id, path }, { signal }) => {
      const kept = made.get(id);
      if (kept === undefined)
        throw new ExpectedError('unknown-forecast', 'This forecast is no longer in memory. Make it again, then save it.', { id });
      const { series } = kept.result.forecast;
      await saveFile(path, forecastCsv(series, timeWriter(kept.dataset)), { doing: 'save the forecast as', signal });
      return { path, rows: forecastRowCount(series) };
    },
  };
}
