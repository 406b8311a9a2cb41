import type { ComputedRef } from 'vue';
import { computed, ref, shallowRef } from 'vue';
import type { TreeRow } from './tree-row.ts';
import { TypedWord, findTyped } from './tree-search.ts';

export interface TreeSource<T> {
  rows: ReadonlyArray<TreeRow<T>>;
  /** The row of what is in front. */
  selected: string | null;
}

export interface Tree<T> {
  /** The place of the active row. */
  index: ComputedRef<number>;
  active: ComputedRef<TreeRow<T> | null>;
  /** Rows that are marked together; none: what the selection says holds. */
  marked: ComputedRef<ReadonlySet<string>>;
  /** The row, with all others that are marked where it is one of them. */
  together: (row: TreeRow<T>) => Array<TreeRow<T>>;
  /** Makes a row active, and takes back what was marked. */
  go: (to: number) => void;
  /** Makes a row active, and marks all from where the marking began to it. */
  extend: (to: number) => void;
  /** Makes a row active, and marks it or takes its mark back. */
  toggle: (to: number) => void;
  markAll: () => void;
  /** Takes all marks back; false where there were none. */
  clear: () => boolean;
  /** The place of the row that holds the active one; null at the top. */
  parent: () => number | null;
  /** Takes a letter of a word that is typed; false where it is none. */
  type: (letter: string, at: number) => boolean;
}

/** Which row of a tree is active, which are marked, and how the keyboard moves in it. */
export function useTree<T>(source: TreeSource<T>): Tree<T> {
  const moved = ref<string | null>(null);
  const anchor = ref<string | null>(null);
  const asked = shallowRef<ReadonlySet<string>>(new Set());
  const word = new TypedWord();
  const places = computed(() => new Map(source.rows.map(({ id }, place) => [id, place])));
  const placeOf = (id: string | null): number | undefined => (id === null ? undefined : places.value.get(id));
  const index = computed(() => placeOf(moved.value) ?? placeOf(source.selected) ?? 0);
  // What a filter hides is not marked: nothing is done to what cannot be seen.
  const marked = computed<ReadonlySet<string>>(() => new Set([...asked.value].filter((id) => places.value.has(id))));
  const clamp = (to: number): number => Math.max(0, Math.min(source.rows.length - 1, to));
  const idAt = (place: number): string | null => source.rows[place]?.id ?? null;

  function go(to: number): void {
    moved.value = anchor.value = idAt(clamp(to));
    if (asked.value.size > 0) asked.value = new Set();
  }

  return {
    index,
    active: computed(() => source.rows[index.value] ?? null),
    marked,
    together: (row) => (marked.value.has(row.id) ? source.rows.filter(({ id }) => marked.value.has(id)) : [row]),
    go,
    extend: (to) => {
      const from = placeOf(anchor.value) ?? index.value;
      anchor.value = idAt(from);
      const place = clamp(to);
      moved.value = idAt(place);
      asked.value = new Set(source.rows.slice(Math.min(from, place), Math.max(from, place) + 1).map(({ id }) => id));
    },
    toggle: (to) => {
      const [before, id] = [idAt(index.value), idAt(clamp(to))];
      if (before === null || id === null) return;
      moved.value = anchor.value = id;
      const next = new Set(marked.value.size > 0 ? marked.value : [before]);
      if (!next.delete(id)) next.add(id);
      asked.value = next;
    },
    markAll: () => (asked.value = new Set(source.rows.map(({ id }) => id))),
    clear: () => {
      const some = marked.value.size > 0;
      asked.value = new Set();
      return some;
    },
    parent: () => {
      const level = source.rows[index.value]?.level ?? 1;
      const above = source.rows.slice(0, index.value).findLastIndex((row) => row.level < level);
      return above < 0 ? null : above;
    },
    type: (letter, at) => {
      if (letter === ' ' && !word.pending(at)) return false;
      const texts = source.rows.map(({ text }) => text);
      const place = findTyped(texts, word.add(letter, at), index.value);
      if (place !== null) go(place);
      return true;
    },
  };
}
