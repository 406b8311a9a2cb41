import { onBeforeUnmount, onMounted } from 'vue';
import type { Services } from '../platform/services.ts';

/** Sends key presses to the keybinding service before the page sees them, and ends a walk through the tabs. */
export function useWindowKeys({ keybindings, editors, quickInput }: Services): void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const typing = quickInput.current.value !== null && !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key);
    if (typing || !keybindings.handle(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === 'Control' || event.key === 'Meta') editors.endCycle();
  };
  onMounted(() => {
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('keyup', onKeyUp, true);
  });
}
