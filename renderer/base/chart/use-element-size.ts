import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue';

export interface Size {
  width: number;
  height: number;
}

/** Content size of an element in whole pixels; 0 by 0 while it is hidden. */
export function useElementSize(element: Ref<HTMLElement | null>): Readonly<ShallowRef<Size>> {
  const size = shallowRef<Size>({ width: 0, height: 0 });
  const observer = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.contentRect;
    if (!box) return;
    const next = { width: Math.floor(box.width), height: Math.floor(box.height) };
    if (next.width !== size.value.width || next.height !== size.value.height) size.value = next;
  });
  onMounted(() => {
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer.disconnect());
  return size;
}
