import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { AutomaticRequest, AutomaticResult } from '../../../engine/protocol/automatic.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';

export interface Baseline {
  result: ShallowRef<AutomaticResult | null>;
  error: Ref<string | null>;
  load: () => Promise<void>;
}

/** Repeating the last season, for the target and the horizon of a run, from where the run will forecast; one fold tells its error while it trains. */
export function baselineRequest({ datasetId, config }: Pick<RunSummary, 'datasetId' | 'config'>): AutomaticRequest {
  const { target, horizon, season, future } = config.data;
  return { datasetId, target, horizon, season, model: 'seasonalNaive', folds: 1, ...(future.length > 0 ? { future } : {}) };
}

/** The forecast that is there before a run has one of its own. */
export function useBaseline(engine: Pick<EngineService, 'call'>, run: RunSummary): Baseline {
  const result = shallowRef<AutomaticResult | null>(null);
  const error = ref<string | null>(null);
  const abort = new AbortController();

  async function load(): Promise<void> {
    error.value = null;
    try {
      result.value = await engine.call('catalogue.forecast', baselineRequest(run), { signal: abort.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }

  onScopeDispose(() => abort.abort());
  return { result, error, load };
}
