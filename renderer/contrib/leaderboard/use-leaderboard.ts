import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { Leaderboard } from '../../../engine/protocol/evaluation.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface OpenLeaderboard {
  board: ShallowRef<Leaderboard | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/** What of the runs decides the ranking: a training that merely goes on changes nothing. */
export function rankingKey(runs: readonly RunSummary[]): string {
  return runs.map(({ id, name, state, evaluation }) => [id, name, state, evaluation !== null].join()).join('\n');
}

/** The workspace's runs as the engine ranks them, anew whenever one ends, is renamed or goes. */
export function useLeaderboard({ engine, workspace }: Pick<Services, 'engine' | 'workspace'>): OpenLeaderboard {
  const board = shallowRef<Leaderboard | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  let abort: AbortController | null = null;

  async function load(): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      board.value = await engine.call('runs.leaderboard', {}, { signal: mine.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) loading.value = false;
    }
  }

  watch(
    () => rankingKey(workspace.runs.value),
    () => void load(),
    { immediate: true },
  );
  onScopeDispose(() => abort?.abort());
  return { board, error, loading, load };
}
