/** The active cell of a table and the box that is selected, moved by keys as in a spreadsheet. */

export interface Cell {
  row: number;
  column: number;
}

export interface GridSelection {
  active: Cell;
  /** The corner of the box that stays; the active cell is the other one. */
  anchor: Cell;
}

export interface Bounds {
  rows: number;
  columns: number;
  /** Rows of one page. */
  page: number;
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export const at = (row: number, column: number): GridSelection => ({ active: { row, column }, anchor: { row, column } });

/** The selection after a key; null for a key that does not move it. */
export function selectionForKey(event: Press, { active, anchor }: GridSelection, bounds: Bounds): GridSelection | null {
  if (event.altKey || bounds.rows === 0 || bounds.columns === 0) return null;
  const far = event.ctrlKey || event.metaKey;
  const last: Cell = { row: bounds.rows - 1, column: bounds.columns - 1 };
  const { row, column } = active;
  const targets: Record<string, Cell> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? last.row : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? last.column : column + 1 },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? last.row : row, column: last.column },
    PageUp: { row: row - bounds.page, column },
    PageDown: { row: row + bounds.page, column },
  };
  if (far && event.key.toLowerCase() === 'a') return { active: last, anchor: { row: 0, column: 0 } };
  if (event.key === ' ' && event.shiftKey) return { active: { row, column: last.column }, anchor: { row: anchor.row, column: 0 } };
  const target = targets[event.key];
  if (!target) return null;
  const next = { row: clamp(target.row, last.row), column: clamp(target.column, last.column) };
  return { active: next, anchor: event.shiftKey ? anchor : next };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Both ends inside. */
export function boxOf({ active, anchor }: GridSelection): Box {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

export const isInside = ({ top, bottom, left, right }: Box, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;
