import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { AutomaticRequest, AutomaticResult } from '../../../engine/protocol/automatic.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { FollowedWork } from '../../platform/jobs/follow-queued.ts';
import { followQueued } from '../../platform/jobs/follow-queued.ts';
import type { Services } from '../../platform/services.ts';
import type { AutomaticErrors, AutomaticInput } from './automatic-request.ts';
import { buildAutomaticRequest, placeAutomaticError } from './automatic-request.ts';

/** What was found, and by which request. */
export interface Found {
  request: AutomaticRequest;
  result: AutomaticResult;
}

export interface Automatic {
  input: Ref<AutomaticInput>;
  errors: ComputedRef<AutomaticErrors>;
  found: ShallowRef<Found | null>;
  /** What was found belongs to other settings than those in the form. */
  stale: ComputedRef<boolean>;
  busy: Ref<boolean>;
  job: ComputedRef<Job | null>;
  /** The id by which the work stands in the queue; null where it does not. */
  queuedId: ComputedRef<string | null>;
  saved: ShallowRef<{ path: string; rows: number } | null>;
  cancelled: Ref<boolean>;
  canStart: ComputedRef<boolean>;
  start: () => Promise<void>;
  /** Writes the forecast that is shown. */
  save: (path: string) => Promise<void>;
  cancel: () => void;
}

/** A forecast by the catalogue: the user's choices, the work, and what came of it. */
export function useAutomatic(
  { engine, jobs, queue, history }: Pick<Services, 'engine' | 'jobs' | 'queue' | 'history'>,
  datasetId: string,
  initial: AutomaticInput,
): Automatic {
  const input = ref<AutomaticInput>(initial);
  const engineErrors = shallowRef<AutomaticErrors>({});
  const found = shallowRef<Found | null>(null);
  const busy = ref(false);
  const followed = shallowRef<FollowedWork | null>(null);
  const saved = shallowRef<{ path: string; rows: number } | null>(null);
  const cancelled = ref(false);
  let abort: AbortController | null = null;

  const built = computed(() => buildAutomaticRequest(datasetId, input.value));
  const errors = computed<AutomaticErrors>(() => ({ ...engineErrors.value, ...built.value.errors }));
  watch(input, () => (engineErrors.value = {}), { deep: true });

  async function start(): Promise<void> {
    const { request } = built.value;
    if (request === null || busy.value) return;
    const mine = (abort = new AbortController());
    engineErrors.value = {};
    saved.value = null;
    cancelled.value = false;
    busy.value = true;
    followed.value = followQueued(jobs, queue, 'automatic');
    try {
      found.value = { request, result: await engine.call('catalogue.forecast', request, { signal: mine.signal }) };
    } catch (error) {
      if (error instanceof CancelledError) cancelled.value = true;
      else engineErrors.value = placeAutomaticError(error);
    } finally {
      busy.value = false;
      followed.value = null;
    }
  }

  async function save(path: string): Promise<void> {
    if (!found.value) return;
    saved.value = await engine.call('catalogue.save', { id: found.value.result.id, path });
    history.reach('forecast');
  }

  onScopeDispose(() => abort?.abort());
  return {
    input,
    errors,
    found,
    stale: computed(() => found.value !== null && JSON.stringify(found.value.request) !== JSON.stringify(built.value.request)),
    busy,
    job: computed(() => followed.value?.job.value ?? null),
    queuedId: computed(() => followed.value?.queuedId.value ?? null),
    saved,
    cancelled,
    canStart: computed(() => !busy.value && built.value.request !== null),
    start,
    save,
    cancel: () => abort?.abort(),
  };
}
