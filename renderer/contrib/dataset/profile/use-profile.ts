import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { DataProfile } from '../../../../engine/protocol/data.ts';
import type { Diagnosis } from '../../../../engine/protocol/exploration.ts';
import { CancelledError } from '../../../../engine/protocol/errors.ts';
import { errorMessage } from '../../../platform/notifications/notification-service.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';

export interface Profile {
  profile: ShallowRef<DataProfile | null>;
  diagnosis: ShallowRef<Diagnosis | null>;
  busy: Ref<boolean>;
  error: Ref<string | null>;
  cancelled: Ref<boolean>;
  load: () => Promise<void>;
  cancel: () => void;
}

/** What the engine finds in one column of one series; another one cancels the search under way. */
export function useProfile(
  engine: Pick<EngineService, 'call'>,
  asked: () => { datasetId: string; seriesId: string; column: string },
): Profile {
  const profile = shallowRef<DataProfile | null>(null);
  const diagnosis = shallowRef<Diagnosis | null>(null);
  const busy = ref(false);
  const error = ref<string | null>(null);
  const cancelled = ref(false);
  let abort = new AbortController();

  async function load(): Promise<void> {
    abort.abort();
    const own = new AbortController();
    abort = own;
    busy.value = true;
    error.value = null;
    cancelled.value = false;
    profile.value = diagnosis.value = null;
    try {
      // One after the other: the second builds on the seasons of the first, which are then at hand.
      const found = await engine.call('data.profile', asked(), { signal: own.signal });
      if (own === abort) profile.value = found;
      const told = await engine.call('data.diagnose', asked(), { signal: own.signal });
      if (own === abort) diagnosis.value = told;
    } catch (cause) {
      if (own !== abort) return;
      if (cause instanceof CancelledError) cancelled.value = true;
      else error.value = errorMessage(cause);
    } finally {
      if (own === abort) busy.value = false;
    }
  }

  watch(() => Object.values(asked()).join('\n'), load, { immediate: true });
  onScopeDispose(() => abort.abort());
  return { profile, diagnosis, busy, error, cancelled, load, cancel: () => abort.abort() };
}
