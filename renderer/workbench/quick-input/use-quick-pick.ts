import type { ComputedRef, Ref } from 'vue';
import { computed, ref, watch } from 'vue';
import { matchItems, shownLimit } from '../../platform/quick-input/match.ts';
import type { Match, QuickPickItem, QuickPickRequest } from '../../platform/quick-input/quick-input-service.ts';

export interface QuickPick {
  query: Ref<string>;
  /** The best matches, as many as are shown. */
  matches: ComputedRef<ReadonlyArray<Match<unknown>>>;
  /** How many fit and are not shown. */
  more: ComputedRef<number>;
  index: Ref<number>;
  active: ComputedRef<QuickPickItem | null>;
  move: (step: number) => void;
}

/** What a list to pick from shows for what was typed, and which row is active. */
export function useQuickPick(request: Readonly<Ref<QuickPickRequest<unknown> | null>>): QuickPick {
  const query = ref('');
  const index = ref(0);
  const fitting = computed(() => {
    const current = request.value;
    if (!current) return [];
    return current.filter ? current.filter(query.value) : matchItems(query.value, current.items);
  });
  const matches = computed(() => fitting.value.slice(0, shownLimit));
  const active = computed(() => matches.value[index.value]?.item ?? null);

  watch(
    request,
    (current) => {
      query.value = current?.value ?? '';
      const wanted = current?.active === undefined ? -1 : matches.value.findIndex(({ item }) => item.id === current.active);
      index.value = Math.max(0, wanted);
    },
    { immediate: true },
  );
  watch(query, (text) => {
    index.value = 0;
    request.value?.onQuery?.(text);
  });
  watch(active, (item) => request.value?.onActive?.(item));

  return {
    query,
    matches,
    more: computed(() => fitting.value.length - matches.value.length),
    index,
    active,
    move: (step) => {
      const count = matches.value.length;
      if (count > 0)
        index.value = Math.abs(step) === 1 ? (index.value + step + count) % count : Math.max(0, Math.min(count - 1, index.value + step));
    },
  };
}
