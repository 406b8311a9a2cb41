import type { ComputedRef, Ref } from 'vue';
import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue';

/** Lists of at most so many rows are drawn whole. */
const fewest = 100;
/** Rows that are drawn beyond those in view, on each side. */
const beyond = 12;
/** Of a row that has not been measured yet. */
const usualHeight = 22;

export interface RowsInView {
  /** The rows that are drawn, from this one to before that one. */
  range: ComputedRef<{ from: number; to: number }>;
  /** Pixels that the rows before and after those take. */
  before: ComputedRef<number>;
  after: ComputedRef<number>;
  /** Scrolls as little as brings a row into view. */
  reveal: (place: number) => void;
}

/** What the nearest part around an element is that scrolls; the element itself where none does. */
function scrollerOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(parent).overflowY)) return parent;
  }
  return element;
}

/**
 * Draws of a long list of rows of one height only what is in view of the part around it that scrolls. `list` holds the rows and nothing else,
 * `rowSelector` finds one of them.
 */
export function useRowsInView(list: Readonly<Ref<HTMLElement | null>>, count: () => number, rowSelector: string): RowsInView {
  const height = ref(usualHeight);
  const view = ref({ from: 0, to: fewest });
  let scroller: HTMLElement | null = null;
  let frame = 0;
  let sizes: ResizeObserver | null = null;

  function look(): void {
    frame = 0;
    const box = list.value;
    if (!box || !scroller) return;
    height.value = box.querySelector<HTMLElement>(rowSelector)?.offsetHeight || usualHeight;
    const above = scroller.getBoundingClientRect().top - box.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(above / height.value) - beyond);
    const to = Math.max(0, Math.ceil((above + scroller.clientHeight) / height.value)) + beyond;
    if (from !== view.value.from || to !== view.value.to) view.value = { from, to };
  }
  const lookSoon = (): void => {
    if (frame === 0 && count() > fewest) frame = requestAnimationFrame(look);
  };

  onMounted(() => {
    if (!list.value) return;
    scroller = scrollerOf(list.value);
    scroller.addEventListener('scroll', lookSoon, { passive: true });
    sizes = new ResizeObserver(lookSoon);
    sizes.observe(scroller);
    sizes.observe(list.value);
    look();
  });
  watch(count, lookSoon, { flush: 'post' });
  onBeforeUnmount(() => {
    scroller?.removeEventListener('scroll', lookSoon);
    sizes?.disconnect();
    cancelAnimationFrame(frame);
  });

  const range = computed(() => {
    const all = count();
    if (all <= fewest) return { from: 0, to: all };
    const from = Math.min(view.value.from, Math.max(0, all - 1));
    return { from, to: Math.min(all, Math.max(view.value.to, from + 1)) };
  });

  function reveal(place: number): void {
    const box = list.value;
    if (!box || !scroller) return;
    const top = box.getBoundingClientRect().top - scroller.getBoundingClientRect().top + place * height.value;
    if (top < 0) scroller.scrollTop += top;
    else if (top + height.value > scroller.clientHeight) scroller.scrollTop += top + height.value - scroller.clientHeight;
    look();
  }

  return {
    range,
    before: computed(() => range.value.from * height.value),
    after: computed(() => (count() - range.value.to) * height.value),
    reveal,
  };
}
