/** What the active dataset editor can do for commands; each editor says so while it is there. */
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue';
import type { DatasetTab } from './view-state.ts';

export interface DatasetActions {
  showTab?: (tab: DatasetTab) => void;
  /** Of the chart. */
  addNote?: () => void;
  showRow?: () => void;
  zoomToRange?: () => void;
  copyRange?: () => void;
  clearRange?: () => void;
  toggleStacked?: () => void;
  toggleFindings?: () => void;
  toggleDrag?: () => void;
  chooseSeries?: () => void;
  /** Of the table. */
  copyCells?: () => void;
  goTo?: () => void;
}

const views = shallowReactive(new Map<string, DatasetActions[]>());

/** Says what a part of an editor can do, until it goes. */
export function useDatasetActions(uri: string, actions: DatasetActions): void {
  onMounted(() => views.set(uri, [...(views.get(uri) ?? []), actions]));
  onBeforeUnmount(() => {
    const left = (views.get(uri) ?? []).filter((other) => other !== actions);
    if (left.length > 0) views.set(uri, left);
    else views.delete(uri);
  });
}

/** The newest part of the editor that can do this; undefined where none can. */
export function datasetAction<K extends keyof DatasetActions>(uri: string | undefined, name: K): DatasetActions[K] | undefined {
  return views.get(uri ?? '')?.findLast((actions) => actions[name] !== undefined)?.[name];
}
