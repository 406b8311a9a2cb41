import type { Ref, ShallowRef } from 'vue';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import type { StudyDetail, StudyProgress } from '../../../engine/protocol/tuning.ts';
import { debounce } from '../../base/debounce.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';

export interface OpenStudy {
  study: ShallowRef<StudyDetail | null>;
  progress: ShallowRef<StudyProgress | null>;
  error: Ref<string | null>;
  load: () => Promise<void>;
}

/** Milliseconds between two looks at the trials while a study goes on. */
const lookPause = 500;

/** One study as it is now: its trials, and what it reports while it is at work. */
export function useStudy(engine: Pick<EngineService, 'call' | 'on' | 'onConnected'>, studyId: string): OpenStudy {
  const study = shallowRef<StudyDetail | null>(null);
  const progress = shallowRef<StudyProgress | null>(null);
  const error = ref<string | null>(null);

  async function load(): Promise<void> {
    error.value = null;
    try {
      // The engine knows a study by its id once it has seen its folder.
      if (study.value === null) await engine.call('tuning.list', {});
      study.value = await engine.call('tuning.get', { studyId });
    } catch (cause) {
      error.value = errorMessage(cause);
    }
  }
  const loadSoon = debounce(() => void load(), lookPause, lookPause);

  function onProgress(news: StudyProgress): void {
    if (news.studyId !== studyId) return;
    progress.value = news.state === 'running' ? news : null;
    loadSoon();
  }

  let dispose = (): void => {};
  onMounted(() => {
    dispose = disposeAll(
      engine.on('tuning.changed', onProgress),
      engine.onConnected(() => {
        study.value = null;
        void load();
      }),
      () => loadSoon.cancel(),
    );
    void load();
  });
  onBeforeUnmount(() => dispose());
  return { study, progress, error, load };
}
