import type { ComputedRef, Ref } from 'vue';
import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface OpenDataset {
  dataset: ComputedRef<DatasetSummary | undefined>;
  /** True once the engine has the values at hand. */
  ready: Ref<boolean>;
  error: Ref<string | null>;
  load: () => Promise<void>;
}

/** One dataset of the workspace, loaded in the engine; again after the engine was restarted. */
export function useDataset({ workspace, engine }: Pick<Services, 'workspace' | 'engine'>, id: string): OpenDataset {
  const ready = ref(false);
  const error = ref<string | null>(null);

  async function load(): Promise<void> {
    error.value = null;
    try {
      await workspace.load(id);
      ready.value = true;
    } catch (cause) {
      error.value = errorMessage(cause);
    }
  }

  onMounted(load);
  // Its file was read again, elsewhere.
  watch(
    () => workspace.dataset(id)?.hash,
    () => void (error.value !== null && load()),
  );
  onBeforeUnmount(engine.onConnected(() => void (error.value !== null && load())));
  return { dataset: computed(() => workspace.dataset(id)), ready, error, load };
}
