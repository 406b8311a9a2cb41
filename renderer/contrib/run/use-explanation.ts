import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { ImportanceReport, SaliencyReport } from '../../../engine/protocol/explanation.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { followJob } from '../../platform/jobs/follow-job.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface Explanation {
  importance: ShallowRef<ImportanceReport | null>;
  saliency: ShallowRef<SaliencyReport | null>;
  error: Ref<string | null>;
  busy: Ref<boolean>;
  job: ComputedRef<Job | null>;
  /** Explains the forecast of a series, or of the first one; what the covariates are worth is asked for once, for they are worth the same to all. */
  explain: (seriesId?: string) => Promise<void>;
  cancel: () => void;
}

/** Why a run forecasts as it does; nothing is computed before it is asked for. */
export function useExplanation({ engine, jobs }: Pick<Services, 'engine' | 'jobs'>, run: RunSummary): Explanation {
  const importance = shallowRef<ImportanceReport | null>(null);
  const saliency = shallowRef<SaliencyReport | null>(null);
  const error = ref<string | null>(null);
  const busy = ref(false);
  const followed = shallowRef<ComputedRef<Job | null> | null>(null);
  let abort: AbortController | null = null;

  async function explain(seriesId?: string): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    busy.value = true;
    error.value = null;
    followed.value = followJob(jobs, 'explanation');
    try {
      saliency.value = await engine.call('explain.saliency', { runId: run.id, seriesId }, { signal: mine.signal });
      importance.value ??= await engine.call('explain.importance', { runId: run.id }, { signal: mine.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) {
        busy.value = false;
        followed.value = null;
      }
    }
  }

  onScopeDispose(() => abort?.abort());
  return {
    importance,
    saliency,
    error,
    busy,
    job: computed(() => followed.value?.value ?? null),
    explain,
    cancel: () => abort?.abort(),
  };
}
