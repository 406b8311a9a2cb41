import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';

export function registerDatasetCommands(services: Services): Disposer {
  const { commands, workspace, editors, quickInput, notifications, callShell, context } = services;
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
    const { name, path } = dataset;
    if (!(await quickInput.confirm(t('removeQuestion', { name }), t('removeYes', { name }), t('removeNo')))) return;
    await workspace.removeDataset(dataset.id);
    notifications.show('info', t('removed', { name }), [{ label: t('undo'), run: () => commands.run('data.open', { path }) }]);
  }

  return disposeAll(
    commands.register({
      ...about,
      id: 'data.openDataset',
      title: t('show'),
      palette: false,
      run: ({ datasetId, row, column, keep = false }) => {
        const selection = row === undefined && column === undefined ? undefined : { row, column };
        editors.open(uris.dataset(datasetId), { preview: !keep, ...(selection && { selection }) });
      },
    }),
    commands.register({ ...about, id: 'data.removeDataset', title: t('remove'), run: (args) => remove(args?.datasetId) }),
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
