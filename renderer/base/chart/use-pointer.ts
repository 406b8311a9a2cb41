import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { PlotArea } from './use-plot.ts';

export interface PointerPosition {
  x: number;
  y: number;
}

/** Where the pointer is over the plot, in pixels from the element's left and top edge; null when it is elsewhere. */
export function usePointer(element: Ref<HTMLElement | null>, area: () => PlotArea | null): Readonly<ShallowRef<PointerPosition | null>> {
  const pointer = shallowRef<PointerPosition | null>(null);
  const abort = new AbortController();
  onMounted(() => {
    const node = element.value;
    node?.addEventListener(
      'pointermove',
      (event) => {
        const box = node.getBoundingClientRect();
        const plot = area();
        const x = event.clientX - box.left;
        pointer.value = plot && x >= plot.left && x <= plot.right ? { x, y: event.clientY - box.top } : null;
      },
      { signal: abort.signal },
    );
    node?.addEventListener('pointerleave', () => (pointer.value = null), { signal: abort.signal });
  });
  onBeforeUnmount(() => abort.abort());
  return pointer;
}
