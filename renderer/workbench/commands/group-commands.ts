/** The commands of editor groups: splitting, moving between them, and the order of use. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { GroupDirection } from '../../platform/editors/editor-host.ts';
import type { Services } from '../../platform/services.ts';
import { breadcrumbFocus } from '../editors/breadcrumb-focus.ts';
import { t } from '../messages.ts';

const arrows: ReadonlyArray<readonly [key: string, direction: GroupDirection]> = [
  ['left', 'left'],
  ['right', 'right'],
  ['up', 'above'],
  ['down', 'below'],
];
const groupKeys = 8;

export function registerGroupCommands({ commands, keybindings, editors, quickInput, layout, notifications }: Services): Disposer {
  const about = { category: t('editor'), owner: 'workbench' };
  const active = { ...about, enablement: 'editorOpen' };

  function chooseDirection(): Promise<GroupDirection | null> {
    return quickInput.pick<GroupDirection>({
      placeholder: t('moveToGroup'),
      items: [
        { id: 'left', label: t('moveLeft'), icon: 'arrow-left', value: 'left' },
        { id: 'right', label: t('moveRight'), icon: 'arrow-right', value: 'right' },
        { id: 'above', label: t('moveAbove'), icon: 'arrow-up', value: 'above' },
        { id: 'below', label: t('moveBelow'), icon: 'arrow-down', value: 'below' },
      ],
    });
  }

  /** Without a key that is held, as from the palette, the step is the whole walk. */
  function step(by: 1 | -1): void {
    editors.cycle(by);
    if (!editors.modifierHeld) editors.endCycle();
  }

  function toggleZen(): void {
    layout.zen.value = !layout.zen.value;
    if (layout.zen.value) notifications.showStatus(t('zenModeOn'));
  }

  return disposeAll(
    commands.register({ ...active, id: 'editors.nextRecent', title: t('nextRecent'), run: () => step(1) }),
    commands.register({ ...active, id: 'editors.previousRecent', title: t('previousRecent'), run: () => step(-1) }),
    commands.register({
      ...active,
      id: 'editors.splitRight',
      title: t('splitRight'),
      run: (args) => editors.split('right', args?.panelId),
    }),
    commands.register({ ...active, id: 'editors.splitDown', title: t('splitDown'), run: (args) => editors.split('below', args?.panelId) }),
    commands.register({
      ...about,
      id: 'editors.focusGroup',
      title: t('focusGroup'),
      palette: false,
      run: ({ index }) => editors.focusGroup(index),
    }),
    commands.register({
      ...about,
      id: 'editors.focusGroupTowards',
      title: t('focusGroupTowards'),
      palette: false,
      run: ({ direction }) => editors.focusGroupTowards(direction),
    }),
    commands.register({ ...about, id: 'editors.focusNextGroup', title: t('focusNextGroup'), run: () => editors.focusNextGroup(1) }),
    commands.register({
      ...about,
      id: 'editors.focusPreviousGroup',
      title: t('focusPreviousGroup'),
      run: () => editors.focusNextGroup(-1),
    }),
    commands.register({
      ...active,
      id: 'editors.moveToGroup',
      title: t('moveToGroup'),
      run: async (args) => {
        const direction = args?.direction ?? (await chooseDirection());
        if (direction !== null) editors.moveTowards(direction);
      },
    }),
    commands.register({
      ...active,
      id: 'editors.toggleMaximised',
      title: t('toggleMaximised'),
      run: () => editors.toggleMaximised(),
    }),
    commands.register({
      ...active,
      id: 'editors.focusBreadcrumbs',
      title: t('focusBreadcrumbs'),
      run: () => void breadcrumbFocus.value++,
    }),
    commands.register({ category: t('view'), owner: 'workbench', id: 'workbench.toggleZenMode', title: t('zenMode'), run: toggleZen }),
    keybindings.register({ key: 'ctrl+tab', command: 'editors.nextRecent' }),
    keybindings.register({ key: 'ctrl+shift+tab', command: 'editors.previousRecent' }),
    keybindings.register({ key: 'ctrl+\\', command: 'editors.splitRight' }),
    keybindings.register({ key: 'ctrl+k ctrl+\\', command: 'editors.splitDown' }),
    keybindings.register({ key: 'ctrl+k ctrl+m', command: 'editors.toggleMaximised' }),
    keybindings.register({ key: 'ctrl+shift+;', command: 'editors.focusBreadcrumbs' }),
    keybindings.register({ key: 'ctrl+shift+.', command: 'editors.focusBreadcrumbs' }),
    keybindings.register({ key: 'ctrl+k z', command: 'workbench.toggleZenMode' }),
    keybindings.register({ key: 'escape escape', command: 'workbench.toggleZenMode', when: 'zenMode' }),
    ...Array.from({ length: groupKeys }, (_, index) =>
      keybindings.register({ key: `ctrl+${index + 1}`, command: 'editors.focusGroup', args: { index } }),
    ),
    ...arrows.flatMap(([key, direction]) => [
      keybindings.register({ key: `ctrl+k ctrl+${key}`, command: 'editors.focusGroupTowards', args: { direction } }),
      keybindings.register({ key: `ctrl+alt+${key}`, command: 'editors.moveToGroup', args: { direction } }),
    ]),
  );
}
