import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { Leaderboard, LeaderboardGroup } from '../../../engine/protocol/evaluation.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { formatChance, formatNumber, formatPercent } from '../../base/format.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';

/** Below this chance a distance is called significant, as everywhere in the window. */
const level = 0.05;

/** What a ranking says of its two best runs, as a sentence; null for a single run. */
export function verdictSentence({ rows, measure, folds }: LeaderboardGroup): string | null {
  const [first, second] = rows;
  if (!first || !second || !(first.error > 0)) return null;
  const head = t('verdict', {
    best: first.name,
    other: second.name,
    measure,
    error: formatNumber(first.error),
    otherError: formatNumber(second.error),
    share: formatPercent(1 - first.error / second.error),
    count: folds,
  });
  if (second.pValue === null) return `${head} ${t('untested')}`;
  const p = second.pValue < 0.001 ? t('tiny') : formatChance(second.pValue);
  return `${head} ${t(second.pValue < level ? 'significant' : 'chance', { p })}`;
}

/** How the engine ranks these runs, anew when one of them gets a backtest. */
export function useVerdict(
  { engine, workspace }: Pick<Services, 'engine' | 'workspace'>,
  runIds: () => readonly string[],
): { board: ShallowRef<Leaderboard | null>; error: Ref<string | null> } {
  const board = shallowRef<Leaderboard | null>(null);
  const error = ref<string | null>(null);
  let abort: AbortController | null = null;

  async function load(ids: string[]): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    error.value = null;
    try {
      board.value = ids.length === 0 ? null : await engine.call('runs.leaderboard', { runIds: ids }, { signal: mine.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }
  const key = (): string =>
    runIds()
      .map((id) => `${id} ${workspace.run(id)?.name ?? ''} ${workspace.run(id)?.evaluation !== null}`)
      .join('\n');
  watch(key, () => void load([...runIds()]), { immediate: true });
  onScopeDispose(() => abort?.abort());
  return { board, error };
}
