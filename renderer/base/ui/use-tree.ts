import type { ComputedRef, Ref } from 'vue';
import { computed, ref, shallowRef } from 'vue';
import type { TreeRow } from './tree-rows.ts';
import { treeRows } from './tree-rows.ts';
import { TypedWord, findTyped, passesFilter } from './tree-search.ts';

export interface TreeSource<T> {
  items: readonly T[];
  selected: string | null;
  textOf?: ((item: T) => string) | undefined;
  groupOf?: ((item: T) => string) | undefined;
}

export interface Tree<T> {
  filter: Ref<string>;
  /** How many items pass the filter. */
  found: ComputedRef<number>;
  rows: ComputedRef<Array<TreeRow<T>>>;
  /** The place of the active row. */
  index: ComputedRef<number>;
  go: (to: number) => void;
  /** Takes a letter of a word that is typed; false where it is none, or no row fits. */
  type: (letter: string, at: number) => boolean;
  setOpen: (label: string, open: boolean) => void;
  collapseAll: () => void;
  /** To the row of the group that holds the active one. */
  goToGroup: () => void;
}

/** What a tree shows, which row of it is active, and how the keyboard moves in it. */
export function useTree<T extends { id: string }>(source: TreeSource<T>): Tree<T> {
  const filter = ref('');
  const closed = shallowRef<ReadonlySet<string>>(new Set());
  const moved = ref<string | null>(null);
  const word = new TypedWord();
  const textOf = (item: T): string => source.textOf?.(item) ?? '';
  const shown = computed(() =>
    filter.value.trim() === '' ? source.items : source.items.filter((item) => passesFilter(textOf(item), filter.value.trim())),
  );
  // What is looked for must be seen: a filter opens the groups.
  const rows = computed(() => treeRows(shown.value, source.groupOf, filter.value.trim() === '' ? closed.value : new Set()));
  const index = computed(() => {
    const at = [moved.value, source.selected].map((id) => rows.value.findIndex((row) => row.id === id)).find((place) => place >= 0);
    return at ?? 0;
  });

  function go(to: number): void {
    moved.value = rows.value[Math.max(0, Math.min(rows.value.length - 1, to))]?.id ?? null;
  }

  function setOpen(label: string, open: boolean): void {
    const next = new Set(closed.value);
    if (open) next.delete(label);
    else next.add(label);
    closed.value = next;
  }

  return {
    filter,
    found: computed(() => shown.value.length),
    rows,
    index,
    go,
    type: (letter, at) => {
      if (!source.textOf || (letter === ' ' && !word.pending(at))) return false;
      const texts = rows.value.map((row) => (row.kind === 'group' ? row.label : textOf(row.item)));
      const place = findTyped(texts, word.add(letter, at), index.value);
      if (place !== null) go(place);
      return true;
    },
    setOpen,
    collapseAll: () => {
      const { groupOf } = source;
      if (!groupOf) return;
      const active = rows.value[index.value];
      closed.value = new Set(source.items.map(groupOf));
      if (active?.kind === 'item') moved.value = `group ${groupOf(active.item)}`;
    },
    goToGroup: () => {
      const above = rows.value.slice(0, index.value).findLastIndex((row) => row.kind === 'group');
      if (above >= 0) go(above);
    },
  };
}
