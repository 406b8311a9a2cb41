/** What the active dataset editor can do for commands; each editor says so while it is there. */
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue';
import { useEditorPanel } from '../../platform/editors/editor-panel.ts';
import type { DatasetTab } from './view-state.ts';

export interface DatasetActions {
  showTab?: (tab: DatasetTab) => void;
  /** Of the chart. */
  addNote?: () => void;
  showRow?: () => void;
  zoomToRange?: () => void;
  copyRange?: () => void;
  trainOnRange?: () => void;
  clearRange?: () => void;
  toggleStacked?: () => void;
  toggleFindings?: () => void;
  toggleDrag?: () => void;
  chooseSeries?: () => void;
  /** Of the table. */
  copyCells?: () => void;
  goTo?: () => void;
}

/** By the tab: of two that show one dataset, a command means the one in front. */
const views = shallowReactive(new Map<string, DatasetActions[]>());

/** Says what a part of an editor can do, until it goes. */
export function useDatasetActions(actions: DatasetActions): void {
  const panel = useEditorPanel().value;
  onMounted(() => views.set(panel, [...(views.get(panel) ?? []), actions]));
  onBeforeUnmount(() => {
    const left = (views.get(panel) ?? []).filter((other) => other !== actions);
    if (left.length > 0) views.set(panel, left);
    else views.delete(panel);
  });
}

/** The newest part of the editor that can do this; undefined where none can. */
export function datasetAction<K extends keyof DatasetActions>(panel: string | null, name: K): DatasetActions[K] | undefined {
  return views.get(panel ?? '')?.findLast((actions) => actions[name] !== undefined)?.[name];
}
