import type { Ref } from 'vue';
import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import { debounce } from '../../base/debounce.ts';
import type { ViewStates } from '../../platform/editors/view-state.ts';
import { checkNumber } from '../../platform/state/validate.ts';

const key = 'scroll';
const checkTop = checkNumber(0, 1e8);
/** How long a page may take to grow to the place that it was left at. */
const growWithinMs = 5000;

/**
 * Keeps how far an editor's page (its element of the class `page`) is scrolled in its tab, over restarts, and while the tab is hidden and out of
 * the document. The user's own scrolling ends the wait for a page that has yet to grow.
 */
export function useScrollMemory(
  body: Readonly<Ref<HTMLElement | null>>,
  uri: Readonly<Ref<string>>,
  states: ViewStates,
  panel: Readonly<Ref<string>>,
  isActive: () => boolean,
): void {
  let top = 0;
  let stopWaiting = (): void => {};
  const page = (): HTMLElement | null => body.value?.querySelector<HTMLElement>('.page') ?? null;
  const save = debounce(() => states.set(uri.value, key, Math.round(top), panel.value), 300, 1000);

  function onScroll(event: Event): void {
    if (event.target !== page() || !isActive()) return;
    top = (event.target as HTMLElement).scrollTop;
    save();
  }

  function restore(): void {
    stopWaiting();
    if (top === 0 || !body.value) return;
    const wanted = top;
    const apply = (): void => {
      const element = page();
      if (element && element.scrollHeight - element.clientHeight >= wanted) {
        element.scrollTop = wanted;
        stopWaiting();
      }
    };
    const grown = new MutationObserver(() => requestAnimationFrame(apply));
    grown.observe(body.value, { childList: true, subtree: true });
    const deadline = setTimeout(() => stopWaiting(), growWithinMs);
    const element = body.value;
    const byUser = (): void => stopWaiting();
    element.addEventListener('wheel', byUser, { passive: true });
    element.addEventListener('keydown', byUser);
    stopWaiting = () => {
      grown.disconnect();
      clearTimeout(deadline);
      element.removeEventListener('wheel', byUser);
      element.removeEventListener('keydown', byUser);
    };
    apply();
  }

  const recall = async (): Promise<void> => {
    top = states.get(uri.value, key, checkTop, panel.value) ?? 0;
    await nextTick();
    restore();
  };
  onMounted(() => {
    body.value?.addEventListener('scroll', onScroll, { capture: true, passive: true });
    void recall();
  });
  watch(uri, () => {
    save.cancel();
    void recall();
  });
  watch(isActive, async (active) => {
    if (!active) return;
    await nextTick();
    restore();
  });
  onBeforeUnmount(() => {
    stopWaiting();
    save.flush();
    body.value?.removeEventListener('scroll', onScroll, { capture: true });
  });
}
