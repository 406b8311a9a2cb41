/** The commands of tabs. Those of groups stand beside. */
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { OpenEditor } from '../../platform/editors/editor-service.ts';
import { parseUri } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from '../messages.ts';

/** The file or folder behind an editor. */
export function editorPath({ views }: Pick<Services, 'views'>, uri: string): string | undefined {
  const { scheme, resource } = parseUri(uri);
  return views.editors.get(scheme)?.path?.(resource);
}

export function registerEditorCommands(services: Services): Disposer {
  const { commands, keybindings, editors, workingCopies, notifications, callShell, views } = services;
  const about = { category: t('editor'), owner: 'workbench' };
  const active = { ...about, enablement: 'editorOpen' };

  function target(panelId: string | undefined): OpenEditor {
    const id = panelId ?? editors.activeId.value;
    const editor = editors.editors.value.find((candidate) => candidate.panelId === id);
    if (!editor) throw new ExpectedError('no-editor', t('nothingOpen'));
    return editor;
  }

  function titleOf({ uri }: OpenEditor): string {
    const { scheme, resource } = parseUri(uri);
    return views.editors.get(scheme)?.describe(resource).title ?? uri;
  }

  /** By key or palette a pinned editor stays; its own menu names it, and closes it. */
  function close(panelId: string | undefined): void {
    const editor = target(panelId);
    if (panelId === undefined && editor.pinned)
      notifications.showStatus(t('pinnedStays', { name: titleOf(editor), keys: keybindings.label('editors.unpin') }));
    else editors.close(editor.panelId);
  }

  function requirePath(panelId: string | undefined): string {
    const path = editorPath(services, target(panelId).uri);
    if (path === undefined) throw new ExpectedError('no-path', t('noPath'));
    return path;
  }

  async function save(): Promise<void> {
    const { uri } = target(undefined);
    if (workingCopies.canSave(uri)) await workingCopies.save(uri);
    else notifications.showStatus(t('nothingToSave'));
  }

  return disposeAll(
    commands.register({ ...active, id: 'editors.close', title: t('closeEditor'), run: (args) => close(args?.panelId) }),
    commands.register({
      ...active,
      id: 'editors.closeOthers',
      title: t('closeOtherEditors'),
      run: (args) => {
        const { panelId, group } = target(args?.panelId);
        editors.closeWhere((editor) => editor.group === group && editor.panelId !== panelId && !editor.pinned);
      },
    }),
    commands.register({
      ...active,
      id: 'editors.closeToTheRight',
      title: t('closeToTheRight'),
      run: (args) => {
        const right = editors.toTheRight(args?.panelId);
        editors.closeWhere((editor) => right.includes(editor) && !editor.pinned);
      },
    }),
    commands.register({
      ...active,
      id: 'editors.closeSaved',
      title: t('closeSaved'),
      run: () => editors.closeWhere((editor) => !editor.pinned && !workingCopies.isDirty(editor.uri)),
    }),
    commands.register({
      ...active,
      id: 'editors.closeGroup',
      title: t('closeGroup'),
      run: () => {
        const { group } = target(undefined);
        editors.closeWhere((editor) => editor.group === group && !editor.pinned);
      },
    }),
    commands.register({
      ...active,
      id: 'editors.closeAll',
      title: t('closeAllEditors'),
      run: () => editors.closeWhere((editor) => !editor.pinned),
    }),
    commands.register({ ...about, id: 'editors.reopenClosed', title: t('reopenClosed'), run: () => editors.reopenClosed() }),
    commands.register({ ...active, id: 'editors.keep', title: t('keepOpen'), run: (args) => editors.keep(args?.panelId) }),
    commands.register({ ...active, id: 'editors.pin', title: t('pinEditor'), run: (args) => editors.pin(args?.panelId) }),
    commands.register({ ...active, id: 'editors.unpin', title: t('unpinEditor'), run: (args) => editors.pin(args?.panelId, false) }),
    commands.register({ ...active, id: 'editors.save', title: t('saveEditor'), run: save }),
    commands.register({
      ...about,
      id: 'editors.saveAll',
      title: t('saveAllEditors'),
      run: () => Promise.all(workingCopies.dirty.map((uri) => workingCopies.save(uri))),
    }),
    commands.register({
      ...active,
      id: 'editors.copyPath',
      title: t('copyPathEditor'),
      run: async (args) => {
        const path = requirePath(args?.panelId);
        await callShell('shell.copy', { text: path });
        notifications.showStatus(t('pathCopied', { path }));
      },
    }),
    commands.register({
      ...active,
      id: 'editors.reveal',
      title: t('revealEditor'),
      run: (args) => callShell('shell.reveal', { path: requirePath(args?.panelId) }),
    }),
    keybindings.register({ key: 'ctrl+f4', command: 'editors.close' }),
    keybindings.register({ key: 'ctrl+w', command: 'editors.close' }),
    keybindings.register({ key: 'ctrl+k ctrl+w', command: 'editors.closeAll' }),
    keybindings.register({ key: 'ctrl+k w', command: 'editors.closeGroup' }),
    keybindings.register({ key: 'ctrl+k u', command: 'editors.closeSaved' }),
    keybindings.register({ key: 'ctrl+shift+t', command: 'editors.reopenClosed' }),
    keybindings.register({ key: 'ctrl+k enter', command: 'editors.keep' }),
    keybindings.register({ key: 'ctrl+k shift+enter', command: 'editors.pin', when: '!editorPinned' }),
    keybindings.register({ key: 'ctrl+k shift+enter', command: 'editors.unpin', when: 'editorPinned' }),
    keybindings.register({ key: 'ctrl+s', command: 'editors.save' }),
    keybindings.register({ key: 'ctrl+k s', command: 'editors.saveAll' }),
    keybindings.register({ key: 'ctrl+k p', command: 'editors.copyPath' }),
    keybindings.register({ key: 'ctrl+k r', command: 'editors.reveal' }),
  );
}
