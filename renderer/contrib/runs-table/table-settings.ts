/** What the table keeps between starts. */
import type { Check } from '../../platform/state/validate.ts';
import { checkBoolean, checkList, checkObject, checkOneOf, checkString, isRecord } from '../../platform/state/validate.ts';
import type { Grouping, SortKey } from './arrange.ts';
import { groupings } from './arrange.ts';
import type { RunColumn } from './columns.ts';

export interface SavedFilter {
  name: string;
  filter: string;
}

export interface TableSettings {
  filter: string;
  saved: SavedFilter[];
  sort: SortKey[];
  grouping: Grouping;
  /** Column ids in the order in which they stand; one that is not among them keeps its usual place. */
  order: string[];
  hidden: string[];
  shown: string[];
  widths: Record<string, number>;
  /** Of the parameters only those in which the shown runs differ. */
  differencesOnly: boolean;
  showArchived: boolean;
}

export const defaultSettings: TableSettings = {
  filter: '',
  saved: [],
  sort: [{ id: 'when', descending: true }],
  grouping: 'none',
  order: [],
  hidden: [],
  shown: [],
  widths: {},
  differencesOnly: true,
  showArchived: false,
};

export const leastWidth = 48;
export const largestWidth = 800;

const checkWidths: Check<Record<string, number>> = (value) => {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= leastWidth));
};

export const checkSettings = checkObject<TableSettings>({
  filter: checkString,
  saved: checkList(checkObject<SavedFilter>({ name: checkString, filter: checkString })),
  sort: checkList(checkObject<SortKey>({ id: checkString, descending: checkBoolean })),
  grouping: checkOneOf(...groupings),
  order: checkList(checkString),
  hidden: checkList(checkString),
  shown: checkList(checkString),
  widths: checkWidths,
  differencesOnly: checkBoolean,
  showArchived: checkBoolean,
});

/** The columns in the user's order: those that are named in theirs, each other one after the one that it usually follows. */
export function orderColumns(columns: readonly RunColumn[], order: readonly string[]): RunColumn[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ordered = order.flatMap((id) => byId.get(id) ?? []);
  const placed = new Set(ordered.map(({ id }) => id));
  columns.forEach((column, index) => {
    if (placed.has(column.id)) return;
    const before = columns
      .slice(0, index)
      .toReversed()
      .find(({ id }) => placed.has(id));
    ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, column);
    placed.add(column.id);
  });
  return ordered;
}

/** Whether a column stands in the table: as the user decided, else as is usual for it. */
export function isShown(column: RunColumn, settings: TableSettings, differing: ReadonlySet<string>, several: boolean): boolean {
  if (column.id === 'name') return true;
  if (settings.hidden.includes(column.id)) return false;
  if (settings.shown.includes(column.id)) return true;
  if (column.id === 'set') return several;
  if (column.parameter) return settings.differencesOnly ? differing.has(column.id) : true;
  return column.standard;
}

/** The order after a column was moved to where another one stands. */
export function moveColumn(order: readonly string[], id: string, to: string): string[] {
  const from = order.indexOf(id);
  const place = order.indexOf(to);
  if (from < 0 || place < 0 || from === place) return [...order];
  return order.toSpliced(from, 1).toSpliced(place, 0, id);
}
