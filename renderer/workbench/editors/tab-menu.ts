/** The context menu of a tab. */
import type { OpenEditor } from '../../platform/editors/editor-service.ts';
import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import { editorPath } from '../commands/editor-commands.ts';
import { t } from '../messages.ts';

export function tabMenu(services: Services, { panelId, uri, preview, pinned }: OpenEditor): MenuItem[] {
  const { commands, keybindings, editors } = services;
  const args = { panelId };
  const pathless = editorPath(services, uri) === undefined;
  return [
    { label: t('closeTab'), keys: keybindings.label('editors.close'), run: () => commands.run('editors.close', args) },
    { label: t('closeOthers'), run: () => commands.run('editors.closeOthers', args) },
    {
      label: t('closeToTheRight'),
      disabled: editors.toTheRight(panelId).length === 0,
      run: () => commands.run('editors.closeToTheRight', args),
    },
    { label: t('closeSaved'), keys: keybindings.label('editors.closeSaved'), run: () => commands.run('editors.closeSaved') },
    { label: t('closeAll'), keys: keybindings.label('editors.closeAll'), run: () => commands.run('editors.closeAll') },
    {
      label: t('copyPath'),
      separatorBefore: true,
      disabled: pathless,
      keys: keybindings.label('editors.copyPath'),
      run: () => commands.run('editors.copyPath', args),
    },
    { label: t('reveal'), disabled: pathless, keys: keybindings.label('editors.reveal'), run: () => commands.run('editors.reveal', args) },
    ...(preview ? [{ label: t('keepOpen'), separatorBefore: true, run: () => commands.run('editors.keep', args) }] : []),
    pinned
      ? { label: t('unpin'), separatorBefore: true, run: () => commands.run('editors.unpin', args) }
      : { label: t('pin'), separatorBefore: !preview, run: () => commands.run('editors.pin', args) },
    {
      label: t('splitRight'),
      separatorBefore: true,
      keys: keybindings.label('editors.splitRight'),
      run: () => commands.run('editors.splitRight', args),
    },
    { label: t('splitDown'), keys: keybindings.label('editors.splitDown'), run: () => commands.run('editors.splitDown', args) },
  ];
}
