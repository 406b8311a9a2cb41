import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { ForecastDetail } from '../../../engine/protocol/forecasts.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface OpenDetail {
  detail: ShallowRef<ForecastDetail | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/** A kept forecast with its numbers, which never change: read once, and again only after a failure. */
export function useForecastDetail({ forecasts, engine }: Pick<Services, 'forecasts' | 'engine'>, forecastId: string): OpenDetail {
  const detail = shallowRef<ForecastDetail | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  const abort = new AbortController();

  async function load(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    error.value = null;
    try {
      detail.value = await forecasts.detail(forecastId, abort.signal);
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      loading.value = false;
    }
  }

  const stop = engine.onConnected(() => void (detail.value === null && load()));
  onScopeDispose(() => {
    abort.abort();
    stop();
  });
  return { detail, error, loading, load };
}
