import { defineComponent, h, provide } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { runCrumbs } from '../../platform/workspace/crumbs.ts';
import { uris } from '../../platform/editors/uri.ts';
import { announceEnds } from './announce-ends.ts';
import { t } from './messages.ts';
import { RunActions, runActionsKey } from './run-actions.ts';
import { registerRunCommands } from './run-commands.ts';
import { runSettings } from './run-settings.ts';
import { stateLook } from './run-state.ts';
import { trackTraining } from './track-training.ts';

const RunEditor = lazy(() => import('./RunEditor.vue'));
const RunsView = lazy(() => import('./RunsView.vue'));

export const run: Contribution = {
  id: 'run',
  register: (services) => {
    const { views, workspace, commands, keybindings, settings } = services;
    const actions = new RunActions(services);
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(runActionsKey, actions);
        return () => h(RunEditor, props);
      },
    });
    return disposeAll(
      settings.register(...runSettings()),
      views.containers.register({ id: 'experiments', title: t('experiments'), icon: 'beaker', order: 10 }),
      keybindings.register({ key: 'ctrl+shift+x', command: 'workbench.showView', args: { container: 'experiments' } }),
      views.views.register({
        id: 'runs',
        container: 'experiments',
        title: t('runs'),
        order: 0,
        component: RunsView,
        actions: ['runs.showTable', 'leaderboard.show', 'training.configure'],
      }),
      views.editors.register({
        scheme: 'run',
        component: editor,
        describe: (id) => {
          const about = workspace.run(id);
          return {
            title: about?.name ?? id,
            icon: about ? stateLook(about.state).icon : 'beaker',
            tooltip: about ? `${about.name}\n${stateLook(about.state).label}` : id,
          };
        },
        breadcrumbs: (id) => runCrumbs(services, id),
        path: (id) => workspace.run(id)?.folder,
      }),
      views.quickOpen.register({
        id: 'runs',
        order: 10,
        items: () =>
          workspace.runs.value.map((about) => ({
            id: `run-${about.id}`,
            uri: uris.run(about.id),
            label: about.name,
            description: `${stateLook(about.state).label}, ${about.datasetName}`,
            icon: stateLook(about.state).icon,
            group: t('runs'),
            value: () => commands.run('runs.open', { runId: about.id, keep: true }),
          })),
      }),
      ...(['runs.trainAgain', 'runs.rename', 'runs.exportOnnx', 'runs.saveForecast', 'runs.remove'] as const).map((command, order) =>
        views.editorActions.register({ command, when: 'activeEditor == run', order, args: (runId) => ({ runId }) }),
      ),
      registerRunCommands(services, actions),
      announceEnds(services),
      trackTraining(services),
    );
  },
};
