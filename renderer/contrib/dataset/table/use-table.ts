import type { ShallowRef } from 'vue';
import { onScopeDispose, shallowRef, triggerRef } from 'vue';
import type { RowsResult } from '../../../../engine/protocol/data.ts';
import { CancelledError } from '../../../../engine/protocol/errors.ts';
import { errorMessage } from '../../../platform/notifications/notification-service.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';

export const pageSize = 200;
const keptPages = 40;
/** Pages on their way at once: while the scroll bar is dragged only the newest ones wait. */
const mostPending = 3;

interface TableRow {
  cells: Array<number | string | null>;
  fileRow: number;
}

export interface DataTable {
  columns: ShallowRef<string[]>;
  error: ShallowRef<string | null>;
  /** Null while it is loaded. */
  row: (index: number) => TableRow | null;
  /** Loads the pages of these rows, and forgets what waits for others. */
  show: (from: number, to: number) => void;
  /** The rows are others: what is in view is loaded again when it is shown. */
  clear: () => void;
  retry: () => void;
}

/** The rows of a dataset, fetched by the page as they come into view. */
export function useTable(engine: Pick<EngineService, 'call'>, datasetId: string): DataTable {
  const columns = shallowRef<string[]>([]);
  const pages = shallowRef(new Map<number, RowsResult>());
  const error = shallowRef<string | null>(null);
  const pending = new Set<number>();
  const abort = new AbortController();
  let wanted: number[] = [];
  /** Grows when the rows become others: what was asked for before is not shown after. */
  let generation = 0;

  async function load(page: number): Promise<void> {
    pending.add(page);
    const mine = generation;
    try {
      const result = await engine.call('data.rows', { datasetId, offset: page * pageSize, limit: pageSize }, { signal: abort.signal });
      if (mine !== generation) return;
      if (columns.value.join('\n') !== result.columns.join('\n')) columns.value = result.columns;
      const oldest = pages.value.keys().next();
      if (pages.value.size >= keptPages && !oldest.done) pages.value.delete(oldest.value);
      pages.value.set(page, result);
      triggerRef(pages);
      error.value = null;
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (mine === generation) pending.delete(page);
      // After a failure nothing is asked for by itself.
      if (mine === generation && error.value === null && !abort.signal.aborted) next();
    }
  }

  function next(): void {
    for (const page of wanted) {
      if (pending.size >= mostPending) return;
      if (!pages.value.has(page) && !pending.has(page)) void load(page);
    }
  }

  onScopeDispose(() => abort.abort());
  return {
    columns,
    error,
    row: (index) => {
      const page = pages.value.get(Math.floor(index / pageSize));
      const cells = page?.rows[index % pageSize];
      return cells ? { cells, fileRow: page?.fileRows[index % pageSize] ?? 0 } : null;
    },
    show: (from, to) => {
      const first = Math.floor(from / pageSize);
      wanted = Array.from({ length: Math.floor(to / pageSize) - first + 1 }, (_, index) => first + index);
      next();
    },
    clear: () => {
      generation++;
      pending.clear();
      pages.value = new Map();
    },
    retry: next,
  };
}
