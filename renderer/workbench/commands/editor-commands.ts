/** The commands of tabs and groups. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';
import { t } from '../messages.ts';

export function registerEditorCommands({ commands, keybindings, editors }: Services): Disposer {
  const about = { category: t('editor'), owner: 'workbench' };
  const active = { ...about, enablement: 'editorOpen' };
  return disposeAll(
    commands.register({ ...active, id: 'editors.close', title: t('closeEditor'), run: (args) => editors.close(args?.panelId) }),
    commands.register({
      ...active,
      id: 'editors.closeOthers',
      title: t('closeOtherEditors'),
      run: (args) => {
        const kept = args?.panelId ?? editors.activeId.value;
        const group = editors.editors.value.find((editor) => editor.panelId === kept)?.group;
        editors.closeWhere((editor) => editor.group === group && editor.panelId !== kept);
      },
    }),
    commands.register({ ...active, id: 'editors.closeAll', title: t('closeAllEditors'), run: () => editors.closeWhere(() => true) }),
    commands.register({ ...about, id: 'editors.reopenClosed', title: t('reopenClosed'), run: () => editors.reopenClosed() }),
    commands.register({ ...active, id: 'editors.nextRecent', title: t('nextRecent'), run: () => editors.cycle(1) }),
    commands.register({ ...active, id: 'editors.previousRecent', title: t('previousRecent'), run: () => editors.cycle(-1) }),
    commands.register({
      ...active,
      id: 'editors.splitRight',
      title: t('splitRight'),
      run: (args) => editors.split('right', args?.panelId),
    }),
    commands.register({ ...active, id: 'editors.splitDown', title: t('splitDown'), run: (args) => editors.split('below', args?.panelId) }),
    commands.register({ ...active, id: 'editors.keep', title: t('keepOpen'), run: (args) => editors.keep(args?.panelId) }),
    commands.register({
      ...about,
      id: 'editors.focusGroup',
      title: t('focusGroup'),
      palette: false,
      run: ({ index }) => editors.focusGroup(index),
    }),
    keybindings.register({ key: 'ctrl+f4', command: 'editors.close' }),
    keybindings.register({ key: 'ctrl+w', command: 'editors.close' }),
    keybindings.register({ key: 'ctrl+k ctrl+w', command: 'editors.closeAll' }),
    keybindings.register({ key: 'ctrl+shift+t', command: 'editors.reopenClosed' }),
    keybindings.register({ key: 'ctrl+tab', command: 'editors.nextRecent' }),
    keybindings.register({ key: 'ctrl+shift+tab', command: 'editors.previousRecent' }),
    keybindings.register({ key: 'ctrl+\\', command: 'editors.splitRight' }),
    keybindings.register({ key: 'ctrl+k enter', command: 'editors.keep' }),
    ...[0, 1, 2].map((index) => keybindings.register({ key: `ctrl+${index + 1}`, command: 'editors.focusGroup', args: { index } })),
  );
}
