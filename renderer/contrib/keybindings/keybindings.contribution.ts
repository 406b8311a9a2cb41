import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { keysQuery } from './keys-view.ts';
import { t } from './messages.ts';

const KeybindingsEditor = lazy(() => import('./KeybindingsEditor.vue'));
const KeybindingsJsonEditor = lazy(() => import('./KeybindingsJsonEditor.vue'));

export const keybindings: Contribution = {
  id: 'keybindings',
  register: ({ views, commands, keybindings: service, editors, userKeys }) => {
    const about = { category: t('preferences'), owner: 'keybindings' };
    return disposeAll(
      views.editors.register({
        scheme: 'keybindings',
        component: KeybindingsEditor,
        describe: () => ({ title: t('title'), icon: 'keyboard', tooltip: t('title') }),
      }),
      views.editors.register({
        scheme: 'keybindings-json',
        component: KeybindingsJsonEditor,
        describe: () => ({
          title: t('json'),
          icon: 'json',
          tooltip: userKeys.file.path.value,
        }),
      }),
      commands.register({
        ...about,
        id: 'settings.showKeys',
        title: t('open'),
        icon: 'keyboard',
        run: (args) => {
          if (args) keysQuery.value = args.query;
          editors.open(uris.keybindings, { preview: false });
        },
      }),
      commands.register({
        ...about,
        id: 'settings.openKeysJson',
        title: t('openJsonCommand'),
        icon: 'json',
        run: () => editors.open(uris.keybindingsJson, { preview: false }),
      }),
      service.register({ key: 'ctrl+k ctrl+s', command: 'settings.showKeys' }),
    );
  },
};
