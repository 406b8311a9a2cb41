import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { CovariateChange, WhatIfReport } from '../../../engine/protocol/explanation.ts';
import type { KeptSeries } from '../../../engine/protocol/forecasts.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { debounce } from '../../base/debounce.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { planChanges } from './plan.ts';

/** Between two forecasts while a point is dragged: as often as it can be followed. */
const WAIT = 60;

export interface Supposition {
  /** What the data say of the chosen column over the horizon; null until it is known. */
  planned: ShallowRef<Float64Array | null>;
  supposed: ShallowRef<Float64Array | null>;
  changes: ComputedRef<CovariateChange[]>;
  report: ShallowRef<WhatIfReport | null>;
  error: Ref<string | null>;
  busy: Ref<boolean>;
  set: (step: number, value: number) => void;
  reset: () => void;
}

/** The forecast of one series had one column that is known ahead been planned otherwise. */
export function useWhatIf(
  engine: Pick<EngineService, 'call'>,
  run: Pick<RunSummary, 'id'>,
  series: Pick<KeptSeries, 'seriesId' | 'time'>,
  column: Ref<string>,
): Supposition {
  const planned = shallowRef<Float64Array | null>(null);
  const supposed = shallowRef<Float64Array | null>(null);
  const report = shallowRef<WhatIfReport | null>(null);
  const error = ref<string | null>(null);
  const busy = ref(false);
  const disposed = new AbortController();
  let asking: AbortController | null = null;
  const changes = computed(() => (planned.value && supposed.value ? planChanges(column.value, planned.value, supposed.value) : []));

  async function loadPlan(name: string): Promise<void> {
    [planned.value, supposed.value, report.value, error.value] = [null, null, null, null];
    const { seriesId, time } = series;
    try {
      const plan = await engine.call('explain.plan', { runId: run.id, seriesId }, { signal: disposed.signal });
      if (name !== column.value) return;
      const values = plan.columns.find((one) => one.column === name)?.values ?? new Float64Array();
      const known = new Map(Array.from(plan.time, (at, i) => [at, values[i] ?? Number.NaN]));
      planned.value = Float64Array.from(time, (at) => known.get(at) ?? Number.NaN);
      supposed.value = planned.value;
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }

  async function ask(): Promise<void> {
    asking?.abort();
    const wanted = changes.value;
    if (wanted.length === 0) {
      report.value = null;
      busy.value = false;
      return;
    }
    const mine = (asking = new AbortController());
    busy.value = true;
    error.value = null;
    try {
      const found = await engine.call(
        'explain.whatIf',
        { runId: run.id, seriesId: series.seriesId, changes: wanted },
        { signal: mine.signal },
      );
      if (asking === mine) report.value = found;
    } catch (cause) {
      if (asking === mine && !(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (asking === mine) busy.value = false;
    }
  }

  const later = debounce(() => void ask(), WAIT, WAIT * 3);
  watch(column, (name) => void loadPlan(name), { immediate: true });
  onScopeDispose(() => {
    later.cancel();
    disposed.abort();
    asking?.abort();
  });
  return {
    planned,
    supposed,
    changes,
    report,
    error,
    busy,
    set: (step, value) => {
      if (!supposed.value || !Number.isFinite(value)) return;
      supposed.value = supposed.value.with(step, value);
      later();
    },
    reset: () => {
      supposed.value = planned.value;
      later.cancel();
      void ask();
    },
  };
}
