import { anySignal } from '../base/any-signal.ts';
import { timeWriter } from '../data/index.ts';
import { catalogue, trainsNetworks } from '../forecast/catalogue.ts';
import type { Handlers } from '../protocol/contract.ts';
import { automaticForecast } from './automatic-forecast.ts';
import type { EngineContext } from './context.ts';
import { saveForecastFile } from './forecast-file.ts';
import { newJobId, runJob } from './jobs.ts';

export function catalogueService(context: EngineContext): Handlers<'catalogue'> {
  return {
    'catalogue.list': () => catalogue.map(({ name, about, reads }) => ({ name, about, reads })),

    'catalogue.forecast': async (request, { signal }) => {
      const { datasetId } = request;
      const { dataset } = await context.datasets.get(datasetId, signal);
      const title = `Forecasting ${request.target} of ${dataset.name}`;
      const id = newJobId();
      const abort = new AbortController();
      const own = anySignal(signal, abort.signal);
      const work = (): ReturnType<typeof automaticForecast> =>
        runJob(context, { id, kind: 'automatic' }, title, (job) =>
          automaticForecast({ dataset, request, core: context.core, clock: context.clock, signal: own, onProgress: job.progress }),
        );
      const added = ({
        season,
        backtest,
        dataset: known,
        ...found
      }: Awaited<ReturnType<typeof automaticForecast>>): ReturnType<typeof context.made.add> =>
        context.made.add({ datasetId, dataset: known, season, backtest }, found);
      if (!trainsNetworks(request.model ?? 'auto')) {
        return added(await work());
      }
      context.automatic.set(id, abort);
      try {
        return added(await context.queue.inTurn({ id, kind: 'automatic', name: title }, own, work));
      } finally {
        context.automatic.delete(id);
      }
    },

    'catalogue.save': ({ id, path }, { signal }) => {
      const { dataset, result } = context.made.get(id);
      return saveForecastFile(path, result.forecast.series, { writeTime: timeWriter(dataset), hasTime: dataset.hasTime, signal });
    },
  };
}
