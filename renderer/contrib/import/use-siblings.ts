import type { ComputedRef } from 'vue';
import { computed, shallowReactive, watch } from 'vue';
import { parseUri } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import type { ImportForm } from './use-import-form.ts';

/** Other files that wait in import editors and have the same kind and the same columns as this one. */
export function useSiblings(
  { editors, engine }: Pick<Services, 'editors' | 'engine'>,
  path: string,
  shape: ImportForm['shape'],
): ComputedRef<string[]> {
  /** Shapes of the other files; null where it cannot be told. */
  const shapes = shallowReactive(new Map<string, string | null>());
  const others = computed(() => {
    const uris = editors.editors.value.map(({ uri }) => parseUri(uri));
    return [...new Set(uris.filter(({ scheme, resource }) => scheme === 'import' && resource !== path).map(({ resource }) => resource))];
  });

  watch(
    others,
    (paths) => {
      for (const other of paths.filter((candidate) => !shapes.has(candidate))) {
        shapes.set(other, null);
        engine.call('data.recall', { path: other }).then(
          (memory) => shapes.set(other, memory.shape),
          // Its own editor tells what is wrong with it.
          () => shapes.set(other, null),
        );
      }
    },
    { immediate: true },
  );
  return computed(() => (shape.value === null ? [] : others.value.filter((other) => shapes.get(other) === shape.value)));
}
