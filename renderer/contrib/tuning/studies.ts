import type { InjectionKey, ShallowRef } from 'vue';
import { inject, shallowRef, watch } from 'vue';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';

/** The workspace's studies, read again when one begins or ends. */
export class Studies {
  readonly list: ShallowRef<StudySummary[]> = shallowRef([]);
  readonly #services: Pick<Services, 'engine' | 'workspace' | 'notifications'>;

  constructor(services: Pick<Services, 'engine' | 'workspace' | 'notifications'>) {
    this.#services = services;
  }

  follow(): Disposer {
    const { engine, workspace } = this.#services;
    return disposeAll(
      watch([workspace.path, workspace.loading], ([path, loading]) => void (path !== null && !loading && this.load()), { immediate: true }),
      engine.on('tuning.changed', ({ studyId, state }) => {
        if (this.list.value.find(({ id }) => id === studyId)?.state !== state) void this.load();
      }),
    );
  }

  find(studyId: string): StudySummary | undefined {
    return this.list.value.find(({ id }) => id === studyId);
  }

  async load(): Promise<void> {
    try {
      this.list.value = await this.#services.engine.call('tuning.list', {});
    } catch (error) {
      this.#services.notifications.error(error);
    }
  }
}

export const studiesKey: InjectionKey<Studies> = Symbol('studies');

export function useStudies(): ShallowRef<StudySummary[]> {
  const studies = inject(studiesKey);
  if (!studies) throw new Error('There are no studies above this component.');
  return studies.list;
}
