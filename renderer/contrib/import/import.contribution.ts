import { disposeAll } from '../../base/disposable.ts';
import { baseName } from '../../base/format.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import ImportEditor from './ImportEditor.vue';
import { t } from './messages.ts';

export const importing: Contribution = {
  id: 'import',
  register: ({ views, commands, keybindings, editors, history, callShell }) =>
    disposeAll(
      views.editors.register({
        scheme: 'import',
        component: ImportEditor,
        describe: (path) => ({ title: t('tab', { name: baseName(path) }), icon: 'go-to-file', tooltip: path }),
        breadcrumbs: (path) => [{ label: baseName(path), icon: 'go-to-file' }],
        path: (path) => path,
      }),
      commands.register({
        id: 'data.open',
        title: t('openCsv'),
        category: t('data'),
        owner: 'import',
        icon: 'new-file',
        run: async (args) => {
          const path = args?.path ?? (await callShell('shell.openCsv', {}));
          if (path === null) return;
          history.addFile(path);
          editors.open(uris.import(path), { preview: false });
        },
      }),
      keybindings.register({ key: 'ctrl+o', command: 'data.open' }),
    ),
};
