import type { Ref } from 'vue';
import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import type { FileState } from '../../../engine/protocol/data.ts';
import type { Services } from '../../platform/services.ts';

export interface WatchedFile {
  /** Null until it is known. */
  state: Ref<FileState | null>;
  check: () => Promise<void>;
}

/** Whether a dataset's file still holds what was imported: looked at when the dataset is opened, and when the window comes to the front. */
export function useFileState({ engine, workspace }: Pick<Services, 'engine' | 'workspace'>, datasetId: string): WatchedFile {
  const state = ref<FileState | null>(null);

  async function check(): Promise<void> {
    // What cannot be checked now is checked the next time; the dataset itself tells what is wrong with it.
    state.value = await engine.call('data.check', { datasetId }).catch(() => null);
  }

  const onFocus = (): void => void check();
  onMounted(() => {
    void check();
    window.addEventListener('focus', onFocus);
  });
  onBeforeUnmount(() => window.removeEventListener('focus', onFocus));
  watch(
    () => workspace.dataset(datasetId)?.hash,
    () => void check(),
  );
  return { state, check };
}
