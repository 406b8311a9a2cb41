/** What assistive technology hears of tabs and groups, in the window's language. */
import type { DockviewApi } from 'dockview-vue';
import type { Disposer } from '../../base/disposable.ts';
import { t } from '../messages.ts';

/** Translates dockview's own announcements, and gives each of several groups a name of its own. */
export function nameForAssistance(dock: DockviewApi): Disposer {
  dock.updateOptions({
    messages: {
      panelOpened: (title) => t('editorOpened', { title }),
      panelClosed: (title) => t('editorClosed', { title }),
      groupMaximized: (title) => t('groupMaximized', { title }),
      groupRestored: (title) => t('groupRestored', { title }),
    },
  });
  const label = (): void => {
    if (dock.groups.length < 2) return;
    for (const [index, group] of dock.groups.entries()) {
      group.element.setAttribute('aria-label', t('editorGroup', { number: index + 1, title: group.activePanel?.title ?? '' }));
    }
  };
  const subscription = dock.onDidLayoutChange(label);
  return () => subscription.dispose();
}
