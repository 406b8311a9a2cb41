/** The rows of a tree: its items alone, or below a row for each of their groups. */
export type TreeRow<T> =
  { kind: 'group'; id: string; label: string; count: number; open: boolean } | { kind: 'item'; id: string; item: T; level: 1 | 2 };

/** Groups stand in the order of their first item; the items of a closed one are left out. */
export function treeRows<T extends { id: string }>(
  items: readonly T[],
  groupOf: ((item: T) => string) | undefined,
  closed: ReadonlySet<string>,
): Array<TreeRow<T>> {
  if (!groupOf) return items.map((item) => ({ kind: 'item', id: item.id, item, level: 1 }));
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const label = groupOf(item);
    const members = groups.get(label);
    if (members) members.push(item);
    else groups.set(label, [item]);
  }
  return [...groups].flatMap(([label, members]): Array<TreeRow<T>> => {
    const open = !closed.has(label);
    const rows = members.map((item): TreeRow<T> => ({ kind: 'item', id: item.id, item, level: 2 }));
    return [{ kind: 'group', id: `group ${label}`, label, count: members.length, open }, ...(open ? rows : [])];
  });
}
