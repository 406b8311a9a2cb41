import { onBeforeUnmount, onMounted, watchEffect } from 'vue';
import { parseUri } from '../platform/editors/uri.ts';
import type { Services } from '../platform/services.ts';

/** Keeps the context keys that the whole window knows: the active editor, the focus, the engine, the parts. */
export function useContext({ context, editors, engine, layout }: Services): void {
  watchEffect(() => {
    const active = editors.active.value;
    const uri = active ? parseUri(active.uri) : null;
    context.set('editorOpen', active !== null);
    context.set('activeEditor', uri?.scheme);
    context.set('activeResource', uri?.resource);
  });
  watchEffect(() => context.set('engineReady', engine.state.value === 'ready'));
  watchEffect(() => {
    context.set('sideBarVisible', layout.current.value.sideBarVisible);
    context.set('panelVisible', layout.current.value.panelVisible);
  });
  const onFocus = (): void => {
    const element = document.activeElement;
    context.set(
      'inputFocus',
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement,
    );
  };
  onMounted(() => document.addEventListener('focusin', onFocus));
  onBeforeUnmount(() => document.removeEventListener('focusin', onFocus));
}
