import type { ShallowRef } from 'vue';
import { onScopeDispose, shallowRef, triggerRef } from 'vue';
import type { RowsResult } from '../../../engine/protocol/data.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';

export const pageSize = 200;
const searchPage = 10_000;
const keptPages = 40;

interface TableRow {
  cells: Array<number | string | null>;
  fileRow: number;
}

export interface DataTable {
  columns: ShallowRef<string[]>;
  pages: ShallowRef<Map<number, RowsResult>>;
  error: ShallowRef<string | null>;
  row: (index: number) => TableRow | null;
  /** Loads the pages of these rows. */
  show: (from: number, to: number) => void;
  /** The place in the table of a line of the file; null where no row comes from it. */
  find: (fileRow: number, total: number) => Promise<number | null>;
  clear: () => void;
}

/** The rows of a dataset, fetched by the page as they come into view. */
export function useTable(engine: Pick<EngineService, 'call'>, datasetId: string): DataTable {
  const columns = shallowRef<string[]>([]);
  const pages = shallowRef(new Map<number, RowsResult>());
  const error = shallowRef<string | null>(null);
  const pending = new Set<number>();
  const abort = new AbortController();
  /** Grows when the rows become others: what was asked for before is not shown after. */
  let generation = 0;

  async function load(page: number): Promise<void> {
    if (pages.value.has(page) || pending.has(page)) return;
    pending.add(page);
    const mine = generation;
    try {
      const result = await engine.call('data.rows', { datasetId, offset: page * pageSize, limit: pageSize }, { signal: abort.signal });
      if (mine !== generation) return;
      columns.value = result.columns;
      const oldest = pages.value.keys().next();
      if (pages.value.size >= keptPages && !oldest.done) pages.value.delete(oldest.value);
      pages.value.set(page, result);
      triggerRef(pages);
      error.value = null;
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (mine === generation) pending.delete(page);
    }
  }

  async function find(fileRow: number, total: number): Promise<number | null> {
    const first = Math.floor(Math.min(fileRow, total) / searchPage);
    const count = Math.ceil(total / searchPage);
    const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => Math.abs(a - first) - Math.abs(b - first));
    for (const page of order) {
      const { fileRows, offset } = await engine.call(
        'data.rows',
        { datasetId, offset: page * searchPage, limit: searchPage },
        { signal: abort.signal },
      );
      const at = fileRows.indexOf(fileRow);
      if (at >= 0) return offset + at;
    }
    return null;
  }

  onScopeDispose(() => abort.abort());
  return {
    columns,
    pages,
    error,
    row: (index) => {
      const page = pages.value.get(Math.floor(index / pageSize));
      const cells = page?.rows[index % pageSize];
      return cells ? { cells, fileRow: page?.fileRows[index % pageSize] ?? 0 } : null;
    },
    show: (from, to) => {
      for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page++) void load(page);
    },
    find,
    clear: () => {
      generation++;
      pending.clear();
      pages.value = new Map();
    },
  };
}
