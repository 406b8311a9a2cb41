import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { DatasetSummary, WindowResult } from '../../../engine/protocol/data.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { ForecastResult } from '../../../engine/protocol/training.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { errorMessage } from '../notifications/notification-service.ts';

type Forecast = Omit<ForecastResult, 'runId'>;

/** More points than a chart has pixels serve nobody. */
const PIXELS = 1000;

/** Where to begin so that a few horizons, or two seasons, stand before the forecast; in the units of the series' times. */
export function tailStart(dataset: Pick<DatasetSummary, 'season' | 'series'>, seriesId: string, horizon: number): number | null {
  const series = dataset.series.find(({ id }) => id === seriesId);
  if (!series) return null;
  const steps = Math.min(series.length - 1, Math.max(horizon * 4, dataset.season * 2, 24));
  return series.end - ((series.end - series.start) / Math.max(1, series.length - 1)) * steps;
}

/** A forecast with the observed values of the one series that is looked at. */
export function withTail(forecast: Forecast, seriesId: string, { x, y }: Pick<WindowResult, 'x' | 'y'>): Forecast {
  const series = forecast.series.map((one) => (one.seriesId === seriesId ? { ...one, historyTime: x, historyValues: y } : one));
  return { ...forecast, series };
}

export interface ObservedTail {
  shown: ComputedRef<Forecast | null>;
  error: Ref<string | null>;
}

/** The catalogue forecasts without a past: what was observed before the chosen series' forecast is asked for beside it. */
export function useObservedTail(
  engine: Pick<EngineService, 'call'>,
  dataset: () => DatasetSummary,
  forecast: () => Forecast | null,
  chosen: Ref<string | null>,
): ObservedTail {
  const tail: ShallowRef<{ forecast: Forecast; seriesId: string; window: WindowResult } | null> = shallowRef(null);
  const error = ref<string | null>(null);
  let abort: AbortController | null = null;

  /** The chosen series where it is among those that were forecast. */
  const seriesId = computed(() => {
    const ids = (forecast()?.series ?? []).map((series) => series.seriesId);
    return chosen.value !== null && ids.includes(chosen.value) ? chosen.value : (ids[0] ?? null);
  });

  async function load(of: Forecast, id: string): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    error.value = null;
    const { id: datasetId } = dataset();
    const from = tailStart(dataset(), id, of.horizon);
    const request = { datasetId, seriesId: id, column: of.target, from, to: null, pixels: PIXELS };
    try {
      tail.value = { forecast: of, seriesId: id, window: await engine.call('data.window', request, { signal: mine.signal }) };
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }

  watch(
    [forecast, seriesId],
    ([of, id]) => {
      if (of && id !== null) void load(of, id);
    },
    { immediate: true },
  );
  onScopeDispose(() => abort?.abort());
  return {
    shown: computed(() => {
      const of = forecast();
      const known = tail.value;
      return of && known?.forecast === of ? withTail(of, known.seriesId, known.window) : of;
    }),
    error,
  };
}
