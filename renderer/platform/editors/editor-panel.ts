import type { InjectionKey, Ref } from 'vue';
import { inject, ref } from 'vue';

/** The tab that an editor is drawn in: two tabs may show one editor, each in its own way. */
export const editorPanelKey: InjectionKey<Readonly<Ref<string>>> = Symbol('editor panel');

/** The id of the tab around a component; empty outside of one. */
export function useEditorPanel(): Readonly<Ref<string>> {
  return inject(editorPanelKey, () => ref(''), true);
}
