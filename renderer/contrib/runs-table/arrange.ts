/** Which rows the table shows in which order: sorted, pinned ones first, in groups. */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { collator } from './collator.ts';
import type { CellValue, RunColumn } from './columns.ts';
import { t } from './messages.ts';

export interface SortKey {
  id: string;
  descending: boolean;
}

export const groupings = ['none', 'dataset', 'model', 'folder', 'tag', 'set'] as const;
export type Grouping = (typeof groupings)[number];

export type TableRow =
  | { kind: 'group'; key: string; label: string; count: number; collapsed: boolean }
  /** A run with several tags stands in several groups: the key tells them apart. */
  | { kind: 'run'; key: string; run: RunSummary };

const isMissing = (value: CellValue): boolean => value === null || value === '' || (typeof value === 'number' && Number.isNaN(value));

/** Compares two present values; lists by their texts. */
function comparePresent(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator().compare(String(a), String(b));
}

/** Pinned runs first, then by the keys in their order; what is missing comes last in either direction. The order given breaks ties. */
export function sortRuns(runs: readonly RunSummary[], keys: readonly SortKey[], columns: readonly RunColumn[]): RunSummary[] {
  const sorting = keys.flatMap(({ id, descending }) => {
    const column = columns.find((candidate) => candidate.id === id);
    return column ? [{ values: new Map(runs.map((run) => [run, column.value(run)])), sign: descending ? -1 : 1 }] : [];
  });
  return runs.toSorted((a, b) => {
    if (a.annotation.pinned !== b.annotation.pinned) return a.annotation.pinned ? -1 : 1;
    for (const { values, sign } of sorting) {
      const [one, other] = [values.get(a) ?? null, values.get(b) ?? null];
      if (isMissing(one) || isMissing(other)) {
        if (isMissing(one) !== isMissing(other)) return isMissing(one) ? 1 : -1;
        continue;
      }
      const order = comparePresent(one, other) * sign;
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** The next sorting after a click on a column: up, down, none; `add` keeps the other columns. */
export function nextSort(keys: readonly SortKey[], id: string, add: boolean): SortKey[] {
  const now = keys.find((key) => key.id === id);
  const next = now === undefined ? { id, descending: false } : now.descending ? null : { id, descending: true };
  if (!add) return next ? [next] : [];
  if (now === undefined) return [...keys, { id, descending: false }];
  return keys.flatMap((key) => (key.id === id ? (next ? [next] : []) : [key]));
}

/** The labels of the groups in which a run stands. */
function groupsOf(run: RunSummary, grouping: Grouping, set: string | null): string[] {
  if (grouping === 'dataset') return [run.datasetName];
  if (grouping === 'model') return [run.config.model.kind.toUpperCase()];
  if (grouping === 'folder') return [run.annotation.folder || t('noFolder')];
  if (grouping === 'set') return [set === null ? t('noSet') : t('setLabel', { set })];
  return run.annotation.tags.length > 0 ? [...run.annotation.tags] : [t('noTag')];
}

/** The rows in groups by label; those of a collapsed group are left out. */
export function arrange(
  runs: readonly RunSummary[],
  grouping: Grouping,
  collapsed: ReadonlySet<string>,
  setOf: (run: RunSummary) => string | null,
): TableRow[] {
  if (grouping === 'none') return runs.map((run) => ({ kind: 'run', key: run.id, run }));
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    for (const label of groupsOf(run, grouping, setOf(run))) {
      const members = groups.get(label);
      if (members) members.push(run);
      else groups.set(label, [run]);
    }
  }
  return [...groups.entries()]
    .toSorted(([a], [b]) => collator().compare(a, b))
    .flatMap(([label, members]): TableRow[] => {
      const key = `${grouping}:${label}`;
      const closed = collapsed.has(key);
      const rows = closed ? [] : members.map((run): TableRow => ({ kind: 'run', key: `${key}:${run.id}`, run }));
      return [{ kind: 'group', key, label, count: members.length, collapsed: closed }, ...rows];
    });
}
