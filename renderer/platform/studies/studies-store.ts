import type { Ref, ShallowRef } from 'vue';
import { shallowRef, watch } from 'vue';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { EngineService } from '../engine/engine-service.ts';

/** What of the workspace decides when its studies are read. */
interface Place {
  path: Readonly<Ref<string | null>>;
  loading: Readonly<Ref<boolean>>;
}

/** The workspace's studies, read again when one begins, waits or ends. */
export class StudiesStore {
  readonly list: ShallowRef<StudySummary[]> = shallowRef([]);
  readonly #engine: Pick<EngineService, 'call' | 'on'>;
  readonly #workspace: Place;
  readonly #onError: (error: unknown) => void;

  constructor(engine: Pick<EngineService, 'call' | 'on'>, workspace: Place, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#workspace = workspace;
    this.#onError = onError;
  }

  follow(): Disposer {
    const { path, loading } = this.#workspace;
    return disposeAll(
      watch([path, loading], ([place, reading]) => void (place !== null && !reading && this.load()), { immediate: true }),
      this.#engine.on('tuning.changed', ({ studyId, state }) => {
        if (this.find(studyId)?.state !== state) void this.load();
      }),
    );
  }

  find(studyId: string): StudySummary | undefined {
    return this.list.value.find(({ id }) => id === studyId);
  }

  async load(): Promise<void> {
    try {
      this.list.value = await this.#engine.call('tuning.list', {});
    } catch (error) {
      this.#onError(error);
    }
  }
}
