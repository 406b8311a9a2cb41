import type { ComputedRef, Ref } from 'vue';
import { computed, onScopeDispose } from 'vue';
import type { ColumnSummary } from '../../../../engine/protocol/data.ts';
import type { ViewState } from '../view-state.ts';

const narrowest = 60;
const widest = 800;
/** By type, where the user has said nothing: a date and a time of day fit, and numbers of 12 digits. */
const usual = { time: 170, number: 140, text: 150 };

export interface ColumnWidths {
  widths: ComputedRef<number[]>;
  /** Wider by so many pixels; null: the usual width. */
  resize: (column: number, by: number | null) => void;
  /** Follows the pointer until it is let go. */
  drag: (event: PointerEvent, column: number) => void;
}

/** Widths of the columns of a table, kept with the editor's state. */
export function useColumnWidths(
  state: Ref<ViewState>,
  names: Ref<readonly string[]>,
  summaries: Ref<ReadonlyArray<ColumnSummary | undefined>>,
): ColumnWidths {
  const stored = computed(() => state.value.widths);
  const widths = computed(() => names.value.map((name, index) => stored.value[name] ?? usual[summaries.value[index]?.type ?? 'text']));
  const abort = new AbortController();
  onScopeDispose(() => abort.abort());

  function set(column: number, width: number | null): void {
    const name = names.value[column];
    if (name === undefined) return;
    const others = Object.fromEntries(Object.entries(stored.value).filter(([other]) => other !== name));
    const bounded = width === null ? null : Math.max(narrowest, Math.min(widest, Math.round(width)));
    state.value = { ...state.value, widths: bounded === null ? others : { ...others, [name]: bounded } };
  }

  return {
    widths,
    resize: (column, by) => set(column, by === null ? null : (widths.value[column] ?? usual.text) + by),
    drag(event, column) {
      const { currentTarget: handle, clientX: start, pointerId } = event;
      const before = widths.value[column] ?? usual.text;
      if (!(handle instanceof HTMLElement)) return;
      handle.setPointerCapture(pointerId);
      const move = (moved: PointerEvent): void => set(column, before + moved.clientX - start);
      const end = new AbortController();
      const { signal } = end;
      abort.signal.addEventListener('abort', () => end.abort(), { signal });
      handle.addEventListener('pointermove', move, { signal });
      for (const type of ['pointerup', 'pointercancel'] as const) handle.addEventListener(type, () => end.abort(), { signal });
    },
  };
}
