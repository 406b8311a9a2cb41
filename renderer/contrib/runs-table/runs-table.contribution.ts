import { defineComponent, h, provide } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { tableModelKey } from './keys.ts';
import { t } from './messages.ts';
import { registerTableCommands } from './table-commands.ts';
import { createTableModel } from './table-model.ts';

const RunsTableEditor = lazy(() => import('./RunsTableEditor.vue'));

export const runsTable: Contribution = {
  id: 'runs-table',
  register: (services) => {
    const { views, keybindings } = services;
    const model = createTableModel(services);
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(tableModelKey, model);
        return () => h(RunsTableEditor, props);
      },
    });
    return disposeAll(
      () => model.dispose(),
      views.editors.register({
        scheme: 'runs',
        component: editor,
        describe: () => ({ title: t('title'), icon: 'table', tooltip: t('title') }),
      }),
      registerTableCommands(services, model),
      keybindings.register({ key: 'ctrl+k ctrl+r', command: 'runs.showTable' }),
    );
  },
};
