import { onBeforeUnmount, onMounted } from 'vue';
import type { Services } from '../platform/services.ts';

/** Select all is for texts that are edited, and for lists that know it: never for every label of the window. */
function selectsWholePage({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key.toLowerCase() !== 'a' || !(ctrlKey || metaKey) || altKey || !(target instanceof HTMLElement)) return false;
  const edited = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target.isContentEditable;
  return !edited && target.shadowRoot === null;
}

/** Sends key presses to the keybinding service before the page sees them, and ends a walk through the tabs. */
export function useWindowKeys({ keybindings, editors, quickInput }: Services): void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    editors.modifierHeld = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && editors.recent.walk.value) {
      editors.recent.cancel();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const typing = quickInput.current.value !== null && !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key);
    if (typing || !keybindings.handle(event)) {
      if (selectsWholePage(event)) event.preventDefault();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Control' && event.key !== 'Meta') return;
    editors.modifierHeld = false;
    editors.endCycle();
  };
  /** The key may be let go elsewhere. */
  const onBlur = (): void => {
    editors.modifierHeld = false;
    editors.endCycle();
  };
  onMounted(() => {
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
    window.addEventListener('blur', onBlur);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('blur', onBlur);
  });
}
