/** Moving and selecting in a grid by keyboard and pointer: one active cell, any number of selected rows. */
import type { Ref, ShallowRef } from 'vue';
import { computed, shallowRef, watch } from 'vue';

/** A row of the grid: what cannot be selected has no id. */
export interface GridRow {
  key: string;
  id: string | null;
}

export interface GridOptions {
  rows: () => readonly GridRow[];
  columnCount: () => number;
  selected: ShallowRef<ReadonlySet<string>>;
  /** Rows that fit on the screen, for Page Up and Page Down. */
  pageSize: () => number;
}

export interface Grid {
  /** -1 is the head. */
  row: Readonly<Ref<number>>;
  column: Readonly<Ref<number>>;
  /** True where the key was one of the grid's. */
  onKey: (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>) => boolean;
  /** A click on a cell; with Ctrl it adds or takes away, with Shift it reaches from the last one. */
  pick: (row: number, column: number, how: { ctrl: boolean; shift: boolean }) => void;
  moveTo: (row: number, column: number) => void;
}

export function useGrid({ rows, columnCount, selected, pageSize }: GridOptions): Grid {
  /** The row by its key, so that it stays the active one when rows are sorted or filtered. */
  const activeKey = shallowRef<string | null>(null);
  const inHead = shallowRef(false);
  const wantedColumn = shallowRef(0);
  let anchor: string | null = null;
  const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

  const row = computed(() => {
    if (inHead.value || rows().length === 0) return -1;
    const at = rows().findIndex(({ key }) => key === activeKey.value);
    return at < 0 ? 0 : at;
  });
  const column = computed(() => clamp(wantedColumn.value, 0, Math.max(0, columnCount() - 1)));

  function moveTo(toRow: number, toColumn: number): void {
    const place = clamp(toRow, -1, rows().length - 1);
    inHead.value = place < 0;
    if (place >= 0) activeKey.value = rows()[place]?.key ?? null;
    wantedColumn.value = clamp(toColumn, 0, Math.max(0, columnCount() - 1));
  }

  /** Selects from the anchor to a row, without the heads of groups between. */
  function reach(to: number): void {
    const from = rows().findIndex(({ key }) => key === anchor);
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    selected.value = new Set(
      rows()
        .slice(first, last + 1)
        .flatMap(({ id }) => id ?? []),
    );
  }

  function toggle(id: string): void {
    const next = new Set(selected.value);
    if (!next.delete(id)) next.add(id);
    selected.value = next;
  }

  function pick(toRow: number, toColumn: number, { ctrl, shift }: { ctrl: boolean; shift: boolean }): void {
    const { id = null, key } = rows()[toRow] ?? {};
    moveTo(toRow, toColumn);
    if (shift && anchor !== null) return reach(toRow);
    anchor = key ?? null;
    if (id === null) return;
    if (ctrl) toggle(id);
    else selected.value = new Set([id]);
  }

  function step(to: number, extend: boolean): void {
    if (extend) anchor ??= rows()[row.value]?.key ?? null;
    moveTo(to, column.value);
    if (extend && row.value >= 0) reach(row.value);
    else anchor = rows()[row.value]?.key ?? null;
  }

  const onKey: Grid['onKey'] = ({ key: pressed, ctrlKey, metaKey, shiftKey, altKey }) => {
    // Letters are large while Caps Lock is on.
    const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
    const ctrl = ctrlKey || metaKey;
    if (altKey) return false;
    const last = rows().length - 1;
    const id = row.value < 0 ? null : (rows()[row.value]?.id ?? null);
    const actions: Record<string, () => void> = {
      ArrowDown: () => step(row.value + 1, shiftKey),
      ArrowUp: () => step(shiftKey ? Math.max(0, row.value - 1) : row.value - 1, shiftKey),
      ArrowRight: () => moveTo(row.value, column.value + 1),
      ArrowLeft: () => moveTo(row.value, column.value - 1),
      PageDown: () => step(row.value + pageSize(), shiftKey),
      PageUp: () => step(Math.max(0, row.value - pageSize()), shiftKey),
      Home: () => (ctrl ? step(0, shiftKey) : moveTo(row.value, 0)),
      End: () => (ctrl ? step(last, shiftKey) : moveTo(row.value, columnCount() - 1)),
      ' ': () => {
        if (id !== null) toggle(id);
        anchor = rows()[row.value]?.key ?? null;
      },
      ...(ctrl && { a: () => (selected.value = new Set(rows().flatMap((one) => one.id ?? []))) }),
      ...(selected.value.size > 0 && { Escape: () => (selected.value = new Set()) }),
    };
    if (ctrl && !['a', 'Home', 'End', ' '].includes(key)) return false;
    const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
    action?.();
    return action !== undefined;
  };

  watch(
    () => rows().length,
    () => {
      if (anchor !== null && !rows().some(({ key }) => key === anchor)) anchor = null;
    },
  );
  return { row, column, onKey, pick, moveTo };
}
