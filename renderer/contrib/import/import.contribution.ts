import { defineComponent, h, provide } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import { baseName } from '../../base/format.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { importSettings } from './import-settings.ts';
import type { ImportSession, ImportSessions } from './import-sessions.ts';
import { importSessionsKey } from './import-sessions.ts';
import { t } from './messages.ts';

const ImportEditor = lazy(() => import('./ImportEditor.vue'));

export const importing: Contribution = {
  id: 'import',
  register: ({ views, commands, keybindings, editors, history, settings, callShell, context }) => {
    const sessions: ImportSessions = new Map();
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(importSessionsKey, sessions);
        return () => h(ImportEditor, props);
      },
    });
    const inFront = (): ImportSession | undefined => sessions.get(String(context.get('activeResource')));
    const about = { category: t('data'), owner: 'import', enablement: 'activeEditor == import' };

    return disposeAll(
      settings.register(...importSettings()),
      views.editors.register({
        scheme: 'import',
        component: editor,
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
          const paths = args ? [args.path] : await callShell('shell.openData', {});
          for (const path of paths) {
            history.addFile(path);
            editors.open(uris.import(path), { preview: false });
          }
        },
      }),
      commands.register({ ...about, id: 'import.run', title: t('importThis'), run: () => inFront()?.run() }),
      commands.register({ ...about, id: 'import.all', title: t('importAllCommand'), run: () => inFront()?.runAll() }),
      keybindings.register({ key: 'ctrl+o', command: 'data.open' }),
      keybindings.register({ key: 'ctrl+enter', command: 'import.run', when: 'activeEditor == import' }),
    );
  },
};
