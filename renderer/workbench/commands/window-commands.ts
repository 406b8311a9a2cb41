import { nextTick } from 'vue';
/** The commands of the window itself: palette, parts, themes, keys. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';
import { t } from '../messages.ts';
import { showQuickOpen } from '../quick-input/palette.ts';
import { focusContent, focusPart } from './focus-part.ts';

const owner = 'workbench';

export function registerWindowCommands(services: Services): Disposer {
  const { commands, keybindings, layout, quickInput, views } = services;
  const view = { category: t('view'), owner };

  async function choose(entries: ReadonlyArray<{ id: string; title: string }>, placeholder: string): Promise<string | null> {
    return quickInput.pick({ placeholder, items: entries.map(({ id, title }) => ({ id, label: title, value: id })) });
  }

  return disposeAll(
    commands.register({ ...view, id: 'commands.show', title: t('commands'), run: () => showQuickOpen(services, '>') }),
    commands.register({ ...view, id: 'quickOpen.show', title: t('quickOpen'), run: (args) => showQuickOpen(services, args?.text ?? '') }),
    commands.register({
      ...view,
      id: 'workbench.toggleSideBar',
      title: t('toggleSideBar'),
      run: () => layout.set({ sideBarVisible: !layout.current.value.sideBarVisible }),
    }),
    commands.register({
      ...view,
      id: 'workbench.togglePanel',
      title: t('togglePanel'),
      run: () => layout.set({ panelVisible: !layout.current.value.panelVisible }),
    }),
    commands.register({ ...view, id: 'workbench.focusNextPart', title: t('focusNextPart'), run: () => focusPart(1) }),
    commands.register({ ...view, id: 'workbench.focusPreviousPart', title: t('focusPreviousPart'), run: () => focusPart(-1) }),
    commands.register({
      ...view,
      id: 'workbench.showView',
      title: t('showView'),
      run: async (args) => {
        const container = args?.container ?? (await choose(views.containers.all(), t('showView')));
        if (container !== null) layout.goToContainer(container);
      },
    }),
    commands.register({
      ...view,
      id: 'workbench.showPanel',
      title: t('showPanel'),
      run: async (args) => {
        const panel = args?.panel ?? (await choose(views.panels.all(), t('showPanel')));
        if (panel !== null) layout.goToPanel(panel);
      },
    }),
    layout.onGoTo((part) => void nextTick(() => focusContent(part))),
    keybindings.register({ key: 'f1', command: 'commands.show' }),
    keybindings.register({ key: 'ctrl+shift+p', command: 'commands.show' }),
    keybindings.register({ key: 'ctrl+p', command: 'quickOpen.show' }),
    keybindings.register({ key: 'ctrl+b', command: 'workbench.toggleSideBar' }),
    keybindings.register({ key: 'ctrl+j', command: 'workbench.togglePanel' }),
    keybindings.register({ key: 'f6', command: 'workbench.focusNextPart' }),
    keybindings.register({ key: 'shift+f6', command: 'workbench.focusPreviousPart' }),
  );
}
