/** Opening another workspace folder. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';
import { checkString } from '../../platform/state/validate.ts';
import { t } from '../messages.ts';

export function registerWorkspaceCommands({
  commands,
  keybindings,
  workspace,
  editors,
  state,
  notifications,
  callShell,
}: Services): Disposer {
  async function open(path: string): Promise<void> {
    const { warnings, path: opened, name } = await workspace.open(path);
    editors.closeWhere((editor) => editor.uri !== 'welcome:');
    state.slot('workspace', checkString, '').value = opened;
    for (const warning of warnings) notifications.show('warning', warning);
    notifications.showStatus(t('workspaceOpened', { name }));
  }
  return disposeAll(
    commands.register({
      id: 'workspace.open',
      title: t('openWorkspace'),
      category: t('file'),
      owner: 'workbench',
      icon: 'folder-opened',
      run: async (args) => {
        const path = args?.path ?? (await callShell('shell.openFolder', {}));
        if (path !== null) await open(path);
      },
    }),
    keybindings.register({ key: 'ctrl+k ctrl+o', command: 'workspace.open' }),
  );
}
