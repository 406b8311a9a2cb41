/** Opening workspace folders, here or in another window, and finding those and the files of before. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { baseName } from '../../base/format.ts';
import type { QuickPickItem } from '../../platform/quick-input/quick-input-service.ts';
import { trainedRun } from '../../platform/jobs/jobs-store.ts';
import type { Services } from '../../platform/services.ts';
import { t } from '../messages.ts';

export function registerWorkspaceCommands(services: Services): Disposer {
  const { commands, keybindings, state, notifications, callShell, jobs, history, quickInput, workspace } = services;
  const about = { category: t('file'), owner: 'workbench' };

  async function open(path: string | undefined, wanted: 'here' | 'new'): Promise<void> {
    const folder = path ?? (await callShell('shell.openFolder', {}));
    if (folder === null) return;
    const trains = jobs.running.value.some((job) => trainedRun(job) !== null);
    const where = trains ? 'new' : wanted;
    state.flush();
    await callShell('shell.openWorkspace', { path: folder, where });
    if (where !== wanted) notifications.showStatus(t('openedInNewWindow', { name: baseName(folder) }));
  }

  function recentItem(id: string, path: string, icon: string, group: string, run: () => void): QuickPickItem<() => void> {
    return { id: `${id}-${path}`, label: baseName(path), description: path, icon, group, value: run };
  }

  async function openRecent(): Promise<void> {
    const folders = history.recentWorkspaces.value.filter((path) => path !== workspace.path.value);
    const items = [
      ...folders.map((path) => recentItem('folder', path, 'folder', t('recentWorkspaces'), () => commands.run('workspace.open', { path }))),
      ...history.recentFiles.value.map((path) =>
        recentItem('file', path, 'file', t('recentFiles'), () => commands.run('data.open', { path })),
      ),
    ];
    (await quickInput.pick({ placeholder: t('recentPlaceholder'), items, emptyText: t('nothingRecent') }))?.();
  }

  return disposeAll(
    commands.register({
      ...about,
      id: 'workspace.open',
      title: t('openWorkspace'),
      icon: 'folder-opened',
      run: (args) => open(args?.path, 'here'),
    }),
    commands.register({
      ...about,
      id: 'workspace.openInNewWindow',
      title: t('openWorkspaceInNewWindow'),
      run: (args) => open(args?.path, 'new'),
    }),
    commands.register({ ...about, id: 'workspace.openRecent', title: t('openRecent'), icon: 'history', run: openRecent }),
    commands.register({ ...about, id: 'window.new', title: t('newWindow'), run: () => callShell('shell.newWindow', {}) }),
    commands.register({ ...about, id: 'window.close', title: t('closeWindow'), run: () => callShell('shell.closeWindow', {}) }),
    keybindings.register({ key: 'ctrl+k ctrl+o', command: 'workspace.open' }),
    keybindings.register({ key: 'ctrl+r', command: 'workspace.openRecent' }),
    keybindings.register({ key: 'ctrl+shift+n', command: 'window.new' }),
    keybindings.register({ key: 'ctrl+shift+w', command: 'window.close' }),
  );
}
