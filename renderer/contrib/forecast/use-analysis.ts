import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { CalibrationReport, FoldReport } from '../../../engine/protocol/forecasts.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';

export interface Analysis {
  folds: ShallowRef<FoldReport | null>;
  calibration: ShallowRef<CalibrationReport | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  /** Of one series; what is said of all series is asked for once. */
  load: (seriesId: string) => Promise<void>;
}

/** What the backtest of a run says in detail. A later question takes the place of an earlier one. */
export function useAnalysis(engine: Pick<EngineService, 'call'>, runId: string): Analysis {
  const folds = shallowRef<FoldReport | null>(null);
  const calibration = shallowRef<CalibrationReport | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  let abort: AbortController | null = null;

  async function load(seriesId: string): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      const found = await engine.call('runs.folds', { runId, seriesId }, { signal: mine.signal });
      if (abort !== mine) return;
      folds.value = found;
      if (!calibration.value) calibration.value = await engine.call('runs.calibration', { runId }, { signal: mine.signal });
    } catch (cause) {
      if (abort === mine && !(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) loading.value = false;
    }
  }

  onScopeDispose(() => abort?.abort());
  return { folds, calibration, error, loading, load };
}
