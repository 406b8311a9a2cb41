import type { Ref } from 'vue';
import { onBeforeUnmount, watch } from 'vue';
import { debounce } from '../../../base/debounce.ts';
import type { ViewState } from '../view-state.ts';
import type { Cell } from './grid-selection.ts';

/** While a table is scrolled its place changes sixty times a second. */
const SETTLED = 300;

export interface TablePlace {
  scroller: Readonly<Ref<HTMLElement | null>>;
  /** Height of the rows in view; 0 while the tab is hidden and out of the document, which forgets how far it is scrolled. */
  height: Readonly<Ref<number>>;
  scrolled: Ref<{ top: number; left: number }>;
  active: Readonly<Ref<Cell>>;
}

/** Keeps where a table is scrolled to and its active cell with the editor's state; answers what follows its scrolling. */
export function useTablePlace(state: Ref<ViewState>, { scroller, height, scrolled, active }: TablePlace): () => void {
  const save = debounce(() => {
    state.value = { ...state.value, table: { ...scrolled.value, ...active.value } };
  }, SETTLED);
  watch(active, save);
  watch(
    () => height.value > 0,
    (visible) => {
      if (visible) scroller.value?.scrollTo(scrolled.value);
    },
    { flush: 'post' },
  );
  onBeforeUnmount(save.flush);
  return () => {
    const node = scroller.value;
    if (!node || height.value === 0) return;
    scrolled.value = { top: node.scrollTop, left: node.scrollLeft };
    save();
  };
}
