import { basename } from 'node:path';
import type { Dataset } from '../data/dataset.ts';
import { chartWindow, fileShape, loadSamples, locate, rangeStatistics, tablePage } from '../data/index.ts';
import { recallImport, rememberImport } from '../project/import-memory.ts';
import type { Handlers } from '../protocol/contract.ts';
import type { DatasetSummary, ImportOverrides } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { EngineContext } from './context.ts';
import { loadNotes, saveNotes } from './data-notes.ts';
import { LookedAt } from './looked-at.ts';

export function dataService(context: EngineContext): Handlers<'data'> {
  const { datasets } = context;
  const lookedAt = new LookedAt(context.heavy);
  const open = async (id: string, signal: AbortSignal): Promise<Dataset> => (await datasets.get(id, signal)).dataset;
  const changed = (summary: DatasetSummary): DatasetSummary => {
    context.emit('dataset.changed', summary);
    return summary;
  };
  return {
    'data.samples': () => loadSamples(),
    'data.preview': ({ path, overrides }, { signal }) => context.heavy.previewFile(path, overrides, signal),
    'data.import': async ({ path, overrides, name, remember = false }, { signal }) => {
      const summary = await datasets.import(path, overrides, name, signal);
      if (remember) await rememberOverrides(context, path, overrides);
      return changed(summary);
    },
    'data.recall': async ({ path }, { signal }) => {
      const shape = await fileShape(path, signal);
      const { workspace } = context;
      const found = workspace === null ? null : await recallImport(workspace.path, shape, workspace.warnings);
      return { shape, remembered: found && { overrides: found.overrides, fileName: found.fileName } };
    },
    'data.open': async ({ datasetId }, { signal }) => (await datasets.get(datasetId, signal)).summary,
    'data.check': ({ datasetId }, { signal }) => datasets.check(datasetId, signal),
    'data.readAgain': async ({ datasetId }, { signal }) => changed(await datasets.readAgain(datasetId, signal)),
    'data.setFixes': async ({ datasetId, fixes }, { signal }) => changed(await datasets.setFixes(datasetId, fixes, signal)),
    'data.rename': async ({ datasetId, name }) => changed(await datasets.rename(datasetId, name)),
    'data.restore': async ({ datasetId }) => {
      if (context.workspace === null) throw new ExpectedError('no-workspace', 'No workspace is open. Open one, or import the file again.');
      return changed(await context.workspace.restoreDataset(datasetId));
    },
    'data.remove': async ({ datasetId }) => {
      await context.workspace?.removeDataset(datasetId);
      datasets.forget(datasetId);
    },
    'data.window': async (request, { signal }) => chartWindow(await open(request.datasetId, signal), request),
    'data.seasons': async ({ datasetId, column }, { signal }) => lookedAt.seasons(await open(datasetId, signal), column, signal),
    'data.profile': async ({ datasetId, seriesId, column }, { signal }) =>
      lookedAt.profile(await open(datasetId, signal), seriesId, column, signal),
    'data.rows': async (request, { signal }) => tablePage(await open(request.datasetId, signal), request),
    'data.locate': async (request, { signal }) => locate(await open(request.datasetId, signal), request),
    'data.statistics': async (request, { signal }) => rangeStatistics(await open(request.datasetId, signal), request),
    'data.distribution': async ({ datasetId, column }, { signal }) => lookedAt.distribution(await open(datasetId, signal), column, signal),
    'data.diagnose': async ({ datasetId, seriesId, column }, { signal }) =>
      lookedAt.diagnosis(await open(datasetId, signal), seriesId, column, signal),
    'data.notes': ({ datasetId }) => loadNotes(context.workspace, datasetId),
    'data.saveNotes': ({ datasetId, notes }) => saveNotes(context.workspace, datasetId, notes),
  };
}

/** Not worth failing an import that is done: where it cannot be kept, the next file starts from fresh guesses. */
async function rememberOverrides({ workspace }: EngineContext, path: string, { fixes: _, ...overrides }: ImportOverrides): Promise<void> {
  if (workspace === null) return;
  try {
    const shape = await fileShape(path, new AbortController().signal);
    await rememberImport(workspace.path, { shape, fileName: basename(path), overrides }, workspace.warnings);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    workspace.warnings.push(`What was decided for ${basename(path)} could not be remembered: ${error.message}`);
  }
}
