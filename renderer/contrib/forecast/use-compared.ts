import type { ComputedRef } from 'vue';
import { computed, shallowReactive, watch } from 'vue';
import type { ForecastDetail, KeptSeries } from '../../../engine/protocol/forecasts.ts';
import type { FanLine } from '../../base/chart/fan-picture.ts';
import type { ForecastsStore } from '../../platform/forecasts/forecasts-store.ts';
import { centre } from './reading.ts';

export interface Compared {
  id: string;
  name: string;
  /** Its line over the steps of a series, where it forecast any of them. */
  lineFor: (series: KeptSeries) => FanLine[];
}

/** Another forecast at the times of a series; NaN at those that it did not forecast. */
export function lineOf(other: ForecastDetail, { seriesId, time }: KeptSeries): FanLine[] {
  const found = other.series.find((one) => one.seriesId === seriesId) ?? (other.series.length === 1 ? other.series[0] : undefined);
  if (!found) return [];
  const values = centre(found);
  const steps = new Map(Array.from(found.time, (at, step) => [at, step]));
  const line = Float64Array.from(time, (at) => values[steps.get(at) ?? -1] ?? Number.NaN);
  return line.every(Number.isNaN) ? [] : [{ label: other.name, values: line }];
}

/** The forecasts that are drawn beside one, read when they are chosen. One that cannot be read is told to `onError` and not drawn. */
export function useCompared(
  forecasts: Pick<ForecastsStore, 'detail' | 'find'>,
  ids: () => readonly string[],
  onError: (error: unknown) => void,
): ComputedRef<Compared[]> {
  const details = shallowReactive(new Map<string, ForecastDetail>());
  watch(
    ids,
    (wanted) => {
      for (const id of wanted) {
        if (!details.has(id)) void forecasts.detail(id).then((detail) => details.set(id, detail), onError);
      }
    },
    { immediate: true },
  );
  return computed(() =>
    ids().flatMap((id) => {
      const detail = details.get(id);
      if (!detail) return [];
      const name = forecasts.find(id)?.name ?? detail.name;
      return [{ id, name, lineFor: (series: KeptSeries) => lineOf({ ...detail, name }, series) }];
    }),
  );
}
