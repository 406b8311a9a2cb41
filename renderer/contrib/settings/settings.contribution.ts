import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { parseUri, uris } from '../../platform/editors/uri.ts';
import { t } from './messages.ts';
import { settingsView } from './settings-view.ts';

const SettingsEditor = lazy(() => import('./SettingsEditor.vue'));
const SettingsJsonEditor = lazy(() => import('./SettingsJsonEditor.vue'));

export const settings: Contribution = {
  id: 'settings',
  register: ({ views, commands, keybindings, editors, settings: service, userKeys, notifications }) => {
    const about = { category: t('preferences'), owner: 'settings' };

    /** The file whose text the active editor shows. */
    const activeFile = (): typeof userKeys.file | null => {
      const { scheme, resource } = parseUri(editors.active.value?.uri ?? 'none:');
      if (scheme === 'keybindings-json') return userKeys.file;
      return scheme === 'settings-json' ? service.file(resource === 'workspace' ? 'workspace' : 'user') : null;
    };

    return disposeAll(
      views.editors.register({
        scheme: 'settings',
        component: SettingsEditor,
        describe: () => ({ title: t('title'), icon: 'settings', tooltip: t('title') }),
      }),
      views.editors.register({
        scheme: 'settings-json',
        component: SettingsJsonEditor,
        describe: (layer) => {
          const file = service.file(layer === 'workspace' ? 'workspace' : 'user');
          const name = layer === 'workspace' ? t('workspaceJson') : t('userJson');
          return { title: name, icon: 'json', tooltip: file?.path.value ?? name };
        },
      }),
      commands.register({
        ...about,
        id: 'settings.open',
        title: t('open'),
        icon: 'settings-gear',
        run: (args) => {
          if (args) settingsView.query.value = args.query;
          editors.open(uris.settings, { preview: false });
        },
      }),
      commands.register({
        ...about,
        id: 'settings.openJson',
        title: t('openJsonCommand'),
        icon: 'json',
        run: (args) => editors.open(uris.settingsJson(args?.layer ?? 'user'), { preview: false }),
      }),
      commands.register({
        ...about,
        id: 'settings.save',
        title: t('save'),
        enablement: "activeEditor == 'settings-json' || activeEditor == 'keybindings-json'",
        run: async () => {
          const file = activeFile();
          if (!file?.draft.dirty.value) return;
          await file.draft.save();
          notifications.showStatus(t('saved', { path: file.path.value }));
        },
      }),
      keybindings.register({ key: 'ctrl+,', command: 'settings.open' }),
      keybindings.register({
        key: 'ctrl+s',
        command: 'settings.save',
        when: "activeEditor == 'settings-json' || activeEditor == 'keybindings-json'",
      }),
    );
  },
};
