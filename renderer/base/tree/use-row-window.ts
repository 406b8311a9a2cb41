import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch } from 'vue';

/** Of so many rows and more only those in view are drawn. */
const drawnWhole = 200;
const rowHeight = 22;

/** A row that is drawn. */
export interface DrawnRow {
  place: number;
  /** Distance from the top of the tree in pixels; null where rows simply follow each other. */
  top: number | null;
}

export interface RowWindow {
  drawn: ComputedRef<DrawnRow[]>;
  /** Height of the whole tree in pixels; null where its rows say. */
  height: ComputedRef<number | null>;
  /** Brings a row that is not drawn into view; false where all are drawn. */
  scrollTo: (place: number) => boolean;
  /** Tells how high a row has become, where rows differ. */
  measure: (element: HTMLElement) => void;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(parent).overflowY)) return parent;
  return null;
}

/**
 * The rows of a tree that are drawn: all of a few, of many those in view of whatever scrolls the tree, and always the active one, which the
 * tree names.
 */
export function useRowWindow(tree: Readonly<ShallowRef<HTMLElement | null>>, count: () => number, active: () => number): RowWindow {
  const scroller: Ref<HTMLElement | null> = ref(null);
  /** From the top of what scrolls to the top of the tree. */
  const margin = ref(0);
  const some = computed(() => count() > drawnWhole);

  function look(): void {
    if (!tree.value || !some.value) return;
    const holder = (scroller.value = scrollerOf(tree.value));
    if (holder) margin.value = tree.value.getBoundingClientRect().top - holder.getBoundingClientRect().top + holder.scrollTop;
  }
  const seen = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look);
  onMounted(() => {
    look();
    // What stands above the tree grows and goes with its surroundings.
    if (tree.value?.parentElement) seen?.observe(tree.value.parentElement);
  });
  onBeforeUnmount(() => seen?.disconnect());
  watch([some, tree], () => nextTick(look));

  const rows = useVirtualizer(
    computed(() => ({
      count: some.value ? count() : 0,
      getScrollElement: () => scroller.value,
      estimateSize: () => rowHeight,
      overscan: 12,
      scrollMargin: margin.value,
      // A filter that stays at the top of what scrolls covers this much.
      scrollPaddingStart: 36,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
        [...new Set([...defaultRangeExtractor(range), Math.min(active(), range.count - 1)])].sort((a, b) => a - b),
    })),
  );

  return {
    drawn: computed(() =>
      some.value
        ? rows.value.getVirtualItems().map(({ index, start }) => ({ place: index, top: start - margin.value }))
        : Array.from({ length: count() }, (_, place) => ({ place, top: null })),
    ),
    height: computed(() => (some.value ? rows.value.getTotalSize() : null)),
    scrollTo: (place) => {
      if (some.value) rows.value.scrollToIndex(place);
      return some.value;
    },
    measure: (element) => {
      if (some.value) rows.value.measureElement(element);
    },
  };
}
