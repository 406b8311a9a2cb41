import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { ForecastResult, RunSummary } from '../../../engine/protocol/training.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';

export interface OpenForecast {
  result: ShallowRef<ForecastResult | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/** Observed steps to show before a forecast: a few horizons, and what the model sees. */
export function historyLength({ data }: RunSummary['config']): number {
  return Math.max(data.horizon * 4, data.context, 24);
}

/** The forecast of a finished run. */
export function useForecast(engine: Pick<EngineService, 'call'>, run: RunSummary): OpenForecast {
  const result = shallowRef<ForecastResult | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  const abort = new AbortController();

  async function load(): Promise<void> {
    loading.value = true;
    error.value = null;
    try {
      result.value = await engine.call('forecast.make', { runId: run.id, history: historyLength(run.config) }, { signal: abort.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      loading.value = false;
    }
  }

  onScopeDispose(() => abort.abort());
  return { result, error, loading, load };
}
