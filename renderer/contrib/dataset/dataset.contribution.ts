import { nextTick } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import { formatFrequency } from '../../base/format.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { datasetCrumbs } from '../../platform/workspace/crumbs.ts';
import { uris } from '../../platform/editors/uri.ts';
import { registerDatasetCommands } from './dataset-commands.ts';
import DatasetsView from './DatasetsView.vue';
import { describeDataset } from './describe.ts';
import { registerExploreCommands } from './explore-commands.ts';
import LooseFilesView from './LooseFilesView.vue';
import { t } from './messages.ts';
import { registerQuickAccess } from './quick-access.ts';
import { forgetTab } from './view-state.ts';

const DatasetEditor = lazy(() => import('./DatasetEditor.vue'));

export const dataset: Contribution = {
  id: 'dataset',
  register: (services) => {
    const { views, workspace, commands, context, keybindings, editors, state } = services;
    return disposeAll(
      views.containers.register({ id: 'data', title: t('data'), icon: 'database', order: 0 }),
      keybindings.register({ key: 'ctrl+shift+e', command: 'workbench.showView', args: { container: 'data' } }),
      views.views.register({
        id: 'datasets',
        container: 'data',
        title: t('datasets'),
        order: 0,
        component: DatasetsView,
        actions: ['data.open', 'workspace.open'],
      }),
      views.views.register({ id: 'files', container: 'data', title: t('files'), order: 10, component: LooseFilesView }),
      views.editors.register({
        scheme: 'dataset',
        component: DatasetEditor,
        describe: (id) => {
          const about = workspace.dataset(id);
          return { title: about?.name ?? id, icon: 'graph-line', tooltip: about ? `${about.path}\n${describeDataset(about)}` : id };
        },
        breadcrumbs: (id) => datasetCrumbs(services, id),
        path: (id) => workspace.dataset(id)?.path,
      }),
      views.quickOpen.register({
        id: 'datasets',
        items: () =>
          workspace.datasets.value.map((about) => ({
            id: `dataset-${about.id}`,
            uri: uris.dataset(about.id),
            label: about.name,
            description: describeDataset(about),
            icon: 'graph-line',
            group: t('datasets'),
            value: () => commands.run('data.openDataset', { datasetId: about.id, keep: true }),
          })),
      }),
      views.statusItems.register({
        id: 'dataset',
        side: 'right',
        order: 10,
        content: () => {
          const about = ['dataset', 'train', 'automatic'].includes(String(context.get('activeEditor')))
            ? workspace.dataset(String(context.get('activeResource')))
            : undefined;
          if (!about) return null;
          const [frequency, zone] = [formatFrequency(about.frequency), about.settings.time.zone];
          return {
            text: about.hasTime ? `${frequency}, ${zone}` : frequency,
            tooltip: t('statusTooltip', { name: about.name, frequency, zone }),
          };
        },
      }),
      ...(['data.importAgain', 'data.reveal', 'data.removeDataset'] as const).map((command) =>
        views.editorActions.register({ command, when: 'activeEditor == dataset', args: (datasetId) => ({ datasetId }) }),
      ),
      // What a tab keeps as it goes is kept before.
      editors.onClosed(({ panelId }) => void nextTick(() => forgetTab(state, panelId))),
      registerDatasetCommands(services),
      registerExploreCommands(services),
      registerQuickAccess(services),
    );
  },
};
