import { onBeforeUnmount, onMounted, watch, watchEffect } from 'vue';
import { formatPercent } from '../base/format.ts';
import { parseUri } from '../platform/editors/uri.ts';
import type { Services } from '../platform/services.ts';

/** Keeps the context keys that the whole window knows: the active editor, the focus, the engine, the parts; and the window's title. */
export function useContext({ context, editors, engine, layout, views, workspace, history, jobs }: Services): void {
  watchEffect(() => {
    const active = editors.active.value;
    const uri = active ? parseUri(active.uri) : null;
    context.set('editorOpen', active !== null);
    context.set('activeEditor', uri?.scheme);
    context.set('activeResource', uri?.resource);
    context.set('editorPinned', active?.pinned ?? false);
    context.set('groupMaximised', editors.maximised.value);
  });
  watchEffect(() => {
    const active = editors.active.value;
    const uri = active ? parseUri(active.uri) : null;
    const title = uri ? views.editors.get(uri.scheme)?.describe(uri.resource).title : undefined;
    const progress = jobs.progress.value === null ? undefined : formatPercent(Math.round(jobs.progress.value * 100) / 100);
    document.title = [progress, title, workspace.name.value, 'Hindcast'].filter(Boolean).join(' – ');
  });
  // An editor may be active before the workspace is open.
  watch([editors.active, workspace.path], ([active, path]) => {
    if (active && path !== null) history.addEditor(path, active.uri);
  });
  watchEffect(() => context.set('engineReady', engine.state.value === 'ready'));
  watchEffect(() => {
    context.set('sideBarVisible', layout.current.value.sideBarVisible);
    context.set('panelVisible', layout.current.value.panelVisible);
    context.set('zenMode', layout.zen.value);
  });
  const onFocus = (): void => {
    const element = document.activeElement;
    context.set('focusedPart', element?.closest<HTMLElement>('[data-part]')?.dataset['part']);
    context.set(
      'inputFocus',
      element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement ||
        // A text editor lives in a shadow root, of which the page sees the host.
        Boolean(element?.shadowRoot?.querySelector('[contenteditable]')),
    );
  };
  onMounted(() => document.addEventListener('focusin', onFocus));
  onBeforeUnmount(() => document.removeEventListener('focusin', onFocus));
}
