/** The commands by which the active dataset is looked at. */
import { nextTick } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { CommandId } from '../../platform/commands/command-map.ts';
import type { Services } from '../../platform/services.ts';
import { datasetAction, type DatasetActions } from './active-views.ts';
import { t } from './messages.ts';
import type { DatasetTab } from './view-state.ts';

type Plain = Exclude<keyof DatasetActions, 'showTab'>;

export function registerExploreCommands({ commands, keybindings, editors }: Services): Disposer {
  const about = { category: t('data'), owner: 'dataset', enablement: 'activeEditor == dataset' };
  const panel = (): string | null => editors.activeId.value;

  /** Does it in the part of the editor that can; one that is not there is shown first. */
  async function act(name: Plain, tab: DatasetTab): Promise<void> {
    const action = datasetAction(panel(), name);
    if (action) return action();
    datasetAction(panel(), 'showTab')?.(tab);
    await nextTick();
    datasetAction(panel(), name)?.();
  }

  const show = (id: CommandId & `data.show${string}`, title: string, tab: DatasetTab): Disposer =>
    commands.register({ ...about, id, title, run: () => datasetAction(panel(), 'showTab')?.(tab) });
  const plain = (
    id: CommandId &
      (
        | `explore.${'chooseSeries' | 'addNote' | 'showRow' | 'zoomToRange' | 'copyRange' | 'trainOnRange' | 'clearRange' | `toggle${'Stacked' | 'Findings' | 'Drag'}`}`
        | 'data.goTo'
        | 'data.copyCells'
      ),
    title: string,
    name: Plain,
    tab: DatasetTab,
    icon?: string,
  ): Disposer => commands.register({ ...about, id, title, ...(icon !== undefined && { icon }), run: () => act(name, tab) });
  const when = 'activeEditor == dataset';

  return disposeAll(
    show('data.showChart', t('showChart'), 'chart'),
    show('data.showTable', t('showTable'), 'table'),
    show('data.showProfile', t('showProfile'), 'profile'),
    show('data.showColumns', t('showColumns'), 'columns'),
    plain('data.goTo', t('goToPlace'), 'goTo', 'table'),
    plain('data.copyCells', t('copyCells'), 'copyCells', 'table'),
    plain('explore.chooseSeries', t('chooseSeries'), 'chooseSeries', 'chart'),
    plain('explore.addNote', t('addNote'), 'addNote', 'chart', 'add'),
    plain('explore.showRow', t('showRow'), 'showRow', 'chart'),
    plain('explore.zoomToRange', t('zoomToRange'), 'zoomToRange', 'chart'),
    plain('explore.copyRange', t('copyRange'), 'copyRange', 'chart'),
    plain('explore.trainOnRange', t('trainOnRange'), 'trainOnRange', 'chart'),
    plain('explore.clearRange', t('clearRange'), 'clearRange', 'chart'),
    plain('explore.toggleStacked', t('toggleStacked'), 'toggleStacked', 'chart'),
    plain('explore.toggleFindings', t('toggleFindings'), 'toggleFindings', 'chart'),
    plain('explore.toggleDrag', t('toggleDrag'), 'toggleDrag', 'chart'),
    keybindings.register({ key: 'ctrl+g', command: 'data.goTo', when }),
    keybindings.register({ key: 'ctrl+alt+l', command: 'explore.chooseSeries', when }),
    keybindings.register({ key: 'ctrl+alt+n', command: 'explore.addNote', when }),
    keybindings.register({ key: 'ctrl+alt+s', command: 'explore.toggleStacked', when }),
    keybindings.register({ key: 'ctrl+alt+z', command: 'explore.zoomToRange', when }),
    keybindings.register({ key: 'ctrl+alt+r', command: 'explore.trainOnRange', when }),
    keybindings.register({ key: 'ctrl+alt+c', command: 'explore.copyRange', when }),
  );
}
