import type { Ref, ShallowRef } from 'vue';
import { ref, shallowRef, watch } from 'vue';
import type { ForecastDetail, ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import { Emitter } from '../../base/emitter.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { errorMessage } from '../notifications/notification-service.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';

/** The forecasts that the open workspace keeps, newest first. */
export class ForecastsStore {
  readonly list: ShallowRef<ForecastSummary[]> = shallowRef([]);
  /** Why the list could not be read; null where it could. */
  readonly error: Ref<string | null> = ref(null);
  readonly #removed = new Emitter<string>();
  readonly onRemoved = this.#removed.on;
  readonly #engine: EngineService;

  constructor(engine: EngineService, workspace: Pick<WorkspaceStore, 'path' | 'loading'>) {
    this.#engine = engine;
    engine.on('forecast.changed', (forecast) => this.#put(forecast));
    watch([workspace.path, workspace.loading], ([path, loading]) => {
      if (path !== null && !loading) void this.load();
    });
  }

  async load(): Promise<void> {
    this.error.value = null;
    try {
      this.list.value = await this.#engine.call('forecasts.list', {});
    } catch (cause) {
      this.error.value = errorMessage(cause);
    }
  }

  find(id: string): ForecastSummary | undefined {
    return this.list.value.find((forecast) => forecast.id === id);
  }

  detail(forecastId: string, signal?: AbortSignal): Promise<ForecastDetail> {
    return this.#engine.call('forecasts.get', { forecastId }, signal && { signal });
  }

  async remove(forecastId: string): Promise<void> {
    await this.#engine.call('forecasts.remove', { forecastId });
    this.list.value = this.list.value.filter(({ id }) => id !== forecastId);
    this.#removed.fire(forecastId);
  }

  #put(forecast: ForecastSummary): void {
    const others = this.list.value.filter(({ id }) => id !== forecast.id);
    this.list.value = [...others, forecast].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id));
  }
}
