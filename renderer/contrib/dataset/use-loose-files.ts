import type { ShallowRef } from 'vue';
import { onBeforeUnmount, onMounted, shallowRef, watch } from 'vue';
import type { LooseFile } from '../../../engine/protocol/data.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface LooseFiles {
  files: ShallowRef<LooseFile[]>;
  error: ShallowRef<string | null>;
  load: () => Promise<void>;
}

/** Data files of the workspace's folder that are no dataset yet; looked for again when the window comes to the front. */
export function useLooseFiles({ engine, workspace }: Pick<Services, 'engine' | 'workspace'>): LooseFiles {
  const files = shallowRef<LooseFile[]>([]);
  const error = shallowRef<string | null>(null);

  async function load(): Promise<void> {
    if (workspace.path.value === null) return;
    try {
      files.value = await engine.call('workspace.files', {});
      error.value = null;
    } catch (cause) {
      error.value = errorMessage(cause);
    }
  }

  const onFocus = (): void => void load();
  const paths = (): string => workspace.datasets.value.map(({ path }) => path).join('\n');
  watch([workspace.path, paths], load, { immediate: true });
  onMounted(() => window.addEventListener('focus', onFocus));
  onBeforeUnmount(() => window.removeEventListener('focus', onFocus));
  return { files, error, load };
}
