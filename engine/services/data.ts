import type { Dataset } from '../data/dataset.ts';
import { chartWindow, columnSeasons, loadSamples, locate, previewCsv, rangeStatistics, tablePage } from '../data/index.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';
import { loadNotes, saveNotes } from './data-notes.ts';
import { LookedAt } from './looked-at.ts';

export function dataService(context: EngineContext): Handlers<'data'> {
  const { datasets } = context;
  const lookedAt = new LookedAt();
  const open = async (id: string, signal: AbortSignal): Promise<Dataset> => (await datasets.get(id, signal)).dataset;
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
    'data.window': async (request, { signal }) => chartWindow(await open(request.datasetId, signal), request),
    'data.seasons': async ({ datasetId, column }, { signal }) => columnSeasons(await open(datasetId, signal), column),
    'data.profile': async ({ datasetId, seriesId, column }, { signal }) =>
      lookedAt.profile(await open(datasetId, signal), seriesId, column, signal),
    'data.rows': async (request, { signal }) => tablePage(await open(request.datasetId, signal), request),
    'data.locate': async (request, { signal }) => locate(await open(request.datasetId, signal), request),
    'data.statistics': async (request, { signal }) => rangeStatistics(await open(request.datasetId, signal), request),
    'data.distribution': async ({ datasetId, column }, { signal }) => lookedAt.distribution(await open(datasetId, signal), column),
    'data.diagnose': async ({ datasetId, seriesId, column }, { signal }) =>
      lookedAt.diagnosis(await open(datasetId, signal), seriesId, column, signal),
    'data.notes': ({ datasetId }) => loadNotes(context.workspace, datasetId),
    'data.saveNotes': ({ datasetId, notes }) => saveNotes(context.workspace, datasetId, notes),
  };
}
