import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

/** Follows a source at most once in `interval` milliseconds, and not at all while paused; the last state always arrives. */
export function useLive<T>(source: () => T, visible: Readonly<Ref<boolean>>, interval = 100): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source()) as ShallowRef<T>;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stale = false;
  const take = (): void => {
    stale = false;
    shown.value = source();
    timer = setTimeout(() => {
      timer = null;
      if (stale && visible.value) take();
    }, interval);
  };
  watch(
    [source, visible],
    ([value]) => {
      if (value === shown.value) return;
      stale = true;
      if (visible.value && timer === null) take();
    },
    { flush: 'sync' },
  );
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer);
  });
  return shown;
}
