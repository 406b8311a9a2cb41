import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { datasetCrumbs } from '../../platform/workspace/crumbs.ts';
import { t } from './messages.ts';

const AutomaticEditor = lazy(() => import('./AutomaticEditor.vue'));

export const automatic: Contribution = {
  id: 'automatic',
  register: ({ views, commands, editors, workspace, quickInput, context }) => {
    /** The dataset of the active editor, or a picked one. */
    async function chooseDataset(): Promise<string | null> {
      const active = ['dataset', 'train', 'automatic'].includes(String(context.get('activeEditor')));
      const found = active ? workspace.dataset(String(context.get('activeResource'))) : undefined;
      if (found) return found.id;
      if (workspace.datasets.value.length === 0) throw new ExpectedError('no-datasets', t('none'));
      return quickInput.pick({
        placeholder: t('chooseDataset'),
        items: workspace.datasets.value.map(({ id, name, path }) => ({ id, label: name, description: path, value: id })),
      });
    }

    return disposeAll(
      views.editors.register({
        scheme: 'automatic',
        component: AutomaticEditor,
        describe: (id) => {
          const title = t('tab', { name: workspace.dataset(id)?.name ?? id });
          return { title, icon: 'wand', tooltip: title };
        },
        breadcrumbs: (id) => [...datasetCrumbs({ workspace, commands }, id), { label: t('crumb'), icon: 'wand' }],
      }),
      views.editorActions.register({
        command: 'automatic.forecast',
        when: 'activeEditor == dataset',
        icon: 'wand',
        order: 1,
        args: (datasetId) => ({ datasetId }),
      }),
      commands.register({
        id: 'automatic.forecast',
        title: t('command'),
        category: t('category'),
        owner: 'automatic',
        icon: 'wand',
        run: async (args) => {
          const datasetId = args?.datasetId ?? (await chooseDataset());
          if (datasetId !== null) editors.open(uris.automatic(datasetId), { preview: false });
        },
      }),
    );
  },
};
