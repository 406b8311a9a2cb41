import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { registerFixCommands } from './fix-commands.ts';
import { t } from './messages.ts';

export function registerDatasetCommands(services: Services): Disposer {
  const { commands, workspace, editors, engine, quickInput, notifications, callShell, context } = services;
  const about = { category: t('data'), owner: 'dataset' };

  /** The dataset that is meant: named, or of the active editor, or picked. */
  async function choose(datasetId: string | undefined): Promise<DatasetSummary | null> {
    const active = ['dataset', 'train', 'automatic'].includes(String(context.get('activeEditor')));
    const resource = active ? context.get('activeResource') : undefined;
    const found = workspace.dataset(datasetId ?? String(resource ?? ''));
    if (found) return found;
    if (datasetId !== undefined) throw new ExpectedError('unknown-dataset', t('unknown', { id: datasetId }));
    if (workspace.datasets.value.length === 0) throw new ExpectedError('no-datasets', t('none'));
    return quickInput.pick({
      placeholder: t('chooseDataset'),
      items: workspace.datasets.value.map((dataset) => ({
        id: dataset.id,
        label: dataset.name,
        description: dataset.path,
        value: dataset,
      })),
    });
  }

  async function remove(datasetId: string | undefined): Promise<void> {
    const dataset = await choose(datasetId);
    if (!dataset) return;
    const { id, name } = dataset;
    const shown = editors.editors.value.some(({ uri }) => uri === uris.dataset(id));
    await workspace.removeDataset(id);
    const restore = async (): Promise<void> => {
      const restored = await engine.call('data.restore', { datasetId: id });
      workspace.putDataset(restored);
      if (shown) editors.open(uris.dataset(restored.id), { preview: false });
    };
    notifications.show('info', t('removed', { name }), [
      { label: t('undo'), run: () => void restore().catch((error: unknown) => notifications.error(error)) },
    ]);
  }

  async function rename(datasetId: string | undefined): Promise<void> {
    const dataset = await choose(datasetId);
    if (!dataset) return;
    const text = await quickInput.text({
      placeholder: t('newName'),
      value: dataset.name,
      validate: (name) => (name.trim() === '' ? t('nameNeeded') : null),
    });
    const name = text?.trim() ?? '';
    if (name === '' || name === dataset.name) return;
    workspace.putDataset(await engine.call('data.rename', { datasetId: dataset.id, name }));
  }

  async function readAgain(datasetId: string | undefined): Promise<void> {
    const dataset = await choose(datasetId);
    if (!dataset) return;
    const summary = await engine.call('data.readAgain', { datasetId: dataset.id });
    workspace.putDataset(summary);
    notifications.showStatus(t('readAgainDone', { name: summary.name, count: summary.rows }));
  }

  return disposeAll(
    commands.register({
      ...about,
      id: 'data.openDataset',
      title: t('show'),
      palette: false,
      run: ({ datasetId, row, column, series, time, alone, view, keep = false }) => {
        const wanted = { row, column, series, time, alone, view };
        const selection = Object.values(wanted).every((part) => part === undefined) ? undefined : wanted;
        editors.open(uris.dataset(datasetId), { preview: !keep, ...(selection && { selection }) });
      },
    }),
    commands.register({ ...about, id: 'data.removeDataset', title: t('remove'), run: (args) => remove(args?.datasetId) }),
    commands.register({ ...about, id: 'data.renameDataset', title: t('rename'), run: (args) => rename(args?.datasetId) }),
    commands.register({ ...about, id: 'data.readAgain', title: t('readAgain'), run: (args) => readAgain(args?.datasetId) }),
    commands.register({
      ...about,
      id: 'data.copyPath',
      title: t('copyPath'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) await navigator.clipboard.writeText(dataset.path);
      },
    }),
    registerFixCommands(services, choose),
    commands.register({
      ...about,
      id: 'data.importAgain',
      title: t('importAgain'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) await commands.execute('data.open', { path: dataset.path });
      },
    }),
    commands.register({
      ...about,
      id: 'data.reveal',
      title: t('reveal'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) await callShell('shell.reveal', { path: dataset.path });
      },
    }),
  );
}
