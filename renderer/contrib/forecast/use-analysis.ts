import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { CalibrationReport, FoldReport, ForecastSummary, ResidualReport } from '../../../engine/protocol/forecasts.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';

export type Folds = Omit<FoldReport, 'runId' | 'residuals'>;
export type Calibration = Omit<CalibrationReport, 'runId'>;

export interface Analysis {
  folds: ShallowRef<Folds | null>;
  calibration: ShallowRef<Calibration | null>;
  /** Of a run alone: a method of the catalogue is not asked for every row of the test part. */
  residuals: ShallowRef<ResidualReport | null>;
  /** Why there are no folds of a forecast of a method: it was kept without its backtest, or with that of other series alone. */
  missing: Ref<'backtest' | 'series' | null>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  /** Of one series; what is said of all series is asked for once. */
  load: (seriesId: string) => Promise<void>;
}

/** What the backtest behind a forecast says in detail: a run's model is asked, of a method it was kept. A later question takes the place of an earlier one. */
export function useAnalysis(engine: Pick<EngineService, 'call'>, { id, source }: Pick<ForecastSummary, 'id' | 'source'>): Analysis {
  const folds = shallowRef<Folds | null>(null);
  const calibration = shallowRef<Calibration | null>(null);
  const residuals = shallowRef<ResidualReport | null>(null);
  const missing = ref<'backtest' | 'series' | null>(null);
  const error = ref<string | null>(null);
  const loading = ref(false);
  let abort: AbortController | null = null;

  async function ofRun(runId: string, seriesId: string, mine: AbortController): Promise<void> {
    const found = await engine.call('runs.folds', { runId, seriesId }, { signal: mine.signal });
    if (abort !== mine) return;
    [folds.value, residuals.value] = [found, found.residuals];
    if (!calibration.value) calibration.value = await engine.call('runs.calibration', { runId }, { signal: mine.signal });
  }

  async function ofMethod(seriesId: string, mine: AbortController): Promise<void> {
    const found = await engine.call('forecasts.backtest', { forecastId: id, seriesId }, { signal: mine.signal });
    if (abort !== mine) return;
    [folds.value, calibration.value] = [found?.folds ?? null, found?.calibration ?? null];
    missing.value = found === null ? 'backtest' : found.folds === null ? 'series' : null;
  }

  async function load(seriesId: string): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      await (source.kind === 'run' ? ofRun(source.runId, seriesId, mine) : ofMethod(seriesId, mine));
    } catch (cause) {
      if (abort === mine && !(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) loading.value = false;
    }
  }

  onScopeDispose(() => abort?.abort());
  return { folds, calibration, residuals, missing, error, loading, load };
}
