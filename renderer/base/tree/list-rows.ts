import { passesFilter } from './tree-search.ts';
import type { TreeRow } from './tree-row.ts';

/** A row for one item of a list, or for a group of them. */
export type ListNode<T> = { kind: 'group'; label: string; count: number } | { kind: 'item'; item: T };

const groupId = (label: string): string => `group ${label}`;

/** The items that hold every word of the filter, by the text that is shown of each. */
function filtered<T>(items: readonly T[], textOf: (item: T) => string, filter: string): readonly T[] {
  const wanted = filter.trim();
  return wanted === '' ? items : items.filter((item) => passesFilter(textOf(item), wanted));
}

/** A list as rows of a tree without levels. `textOf`: what a row says, its name first, by which it is found and filtered. */
export function flatRows<T extends { id: string }>(items: readonly T[], textOf: (item: T) => string, filter = ''): Array<TreeRow<T>> {
  return filtered(items, textOf, filter).map((item) => ({ id: item.id, level: 1, expanded: null, text: textOf(item), item }));
}

export interface GroupedRowsOptions<T> {
  textOf: (item: T) => string;
  /** Without it the list is flat. */
  groupOf: ((item: T) => string) | undefined;
  /** Labels of the groups that are closed. */
  closed: readonly string[];
  /** A filter opens the groups: what is looked for must be seen. */
  filter: string;
}

/** The items as rows, each below a row for its group; groups stand in the order of their first item, the items of a closed one are left out. */
export function groupedRows<T extends { id: string }>(
  items: readonly T[],
  { textOf, groupOf, closed, filter }: GroupedRowsOptions<T>,
): Array<TreeRow<ListNode<T>>> {
  const shown = filtered(items, textOf, filter);
  const rowOf = (item: T): TreeRow<ListNode<T>> => ({
    id: item.id,
    level: groupOf ? 2 : 1,
    expanded: null,
    text: textOf(item),
    item: { kind: 'item', item },
  });
  if (!groupOf) return shown.map(rowOf);
  const groups = new Map<string, T[]>();
  for (const item of shown) {
    const members = groups.get(groupOf(item));
    if (members) members.push(item);
    else groups.set(groupOf(item), [item]);
  }
  return [...groups].flatMap(([label, members]): Array<TreeRow<ListNode<T>>> => {
    const expanded = filter.trim() !== '' || !closed.includes(label);
    const node = { kind: 'group' as const, label, count: members.length };
    const head: TreeRow<ListNode<T>> = { id: groupId(label), level: 1, expanded, text: label, item: node };
    return expanded ? [head, ...members.map(rowOf)] : [head];
  });
}
