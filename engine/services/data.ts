import { chartWindow, columnSeasons, loadSamples, previewCsv, profileSeries, tablePage } from '../data/index.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';

export function dataService(context: EngineContext): Handlers<'data'> {
  const { datasets } = context;
  return {
    'data.samples': () => loadSamples(),
    'data.preview': ({ path, overrides }, { signal }) => previewCsv(path, overrides, signal),
    'data.import': async ({ path, overrides, name }, { signal }) => {
      const summary = await datasets.import(path, overrides, name, signal);
      context.emit('dataset.changed', summary);
      return summary;
    },
    'data.open': async ({ datasetId }, { signal }) => (await datasets.get(datasetId, signal)).summary,
    'data.remove': async ({ datasetId }) => {
      await context.workspace?.removeDataset(datasetId);
      datasets.forget(datasetId);
    },
    'data.window': async (request, { signal }) => chartWindow((await datasets.get(request.datasetId, signal)).dataset, request),
    'data.seasons': async ({ datasetId, column }, { signal }) => columnSeasons((await datasets.get(datasetId, signal)).dataset, column),
    'data.profile': async ({ datasetId, seriesId, column }, { signal }) =>
      profileSeries((await datasets.get(datasetId, signal)).dataset, seriesId, column),
    'data.rows': async (request, { signal }) => tablePage((await datasets.get(request.datasetId, signal)).dataset, request),
  };
}
