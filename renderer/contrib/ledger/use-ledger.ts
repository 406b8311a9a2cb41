import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { LedgerEntry } from '../../../engine/protocol/forecasts.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface OpenLedger {
  entries: ShallowRef<LedgerEntry[] | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/** What came of the kept forecasts, anew whenever one is made or goes, or a dataset changes. */
export function useLedger({ engine, forecasts, workspace }: Pick<Services, 'engine' | 'forecasts' | 'workspace'>): OpenLedger {
  const entries = shallowRef<LedgerEntry[] | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  let abort: AbortController | null = null;

  async function load(): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      const { entries: found } = await engine.call('ledger.read', {}, { signal: mine.signal });
      if (abort === mine) entries.value = found;
    } catch (cause) {
      if (abort === mine && !(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) loading.value = false;
    }
  }

  const key = (): string =>
    [
      ...forecasts.list.value.map(({ id, name }) => `${id} ${name}`),
      ...workspace.datasets.value.map(({ id, hash }) => `${id} ${hash}`),
    ].join('\n');
  watch(key, () => void load(), { immediate: true });
  onScopeDispose(() => abort?.abort());
  return { entries, error, loading, load };
}

/** The entries by what made them, each group with its newest first. */
export function bySource(entries: readonly LedgerEntry[]): Array<{ source: string; entries: LedgerEntry[] }> {
  const groups = new Map<string, { source: string; entries: LedgerEntry[] }>();
  for (const entry of entries) {
    const { source } = entry.forecast;
    const key = source.kind === 'run' ? `run ${source.runId}` : `method ${source.method}`;
    const group = groups.get(key) ?? { source: source.kind === 'run' ? source.runName : source.method, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()];
}
