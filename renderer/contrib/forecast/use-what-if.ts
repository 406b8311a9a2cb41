import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { CovariateChange, WhatIfReport } from '../../../engine/protocol/explanation.ts';
import type { KeptSeries } from '../../../engine/protocol/forecasts.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { debounce } from '../../base/debounce.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { allChanges, type Plan, planOver, withChanges, withValue } from './plan.ts';

/** Between two forecasts while a point is dragged: as often as it can be followed. */
const WAIT = 60;

export interface Supposition {
  /** What the data say of the columns over the horizon; null until it is known. */
  planned: ShallowRef<Plan | null>;
  supposed: ShallowRef<Plan | null>;
  /** Of each column of names, those that can be supposed. */
  choices: ShallowRef<ReadonlyMap<string, readonly string[]>>;
  changes: ComputedRef<CovariateChange[]>;
  /** Columns that are not as planned. */
  changed: ComputedRef<ReadonlySet<string>>;
  /** Null: nothing is supposed. */
  report: ShallowRef<WhatIfReport | null>;
  /** The last answer, from which the forecast as planned is known; null before there was one. */
  basis: ShallowRef<WhatIfReport | null>;
  error: Ref<string | null>;
  busy: Ref<boolean>;
  set: (column: string, step: number, value: number | string) => void;
  /** One column as planned, or all of them. */
  reset: (column?: string) => void;
  /** Supposes what these changes make of the plan. */
  suppose: (changes: readonly CovariateChange[]) => void;
}

/**
 * The forecast of one series had columns that are known ahead been planned otherwise.
 * @param start What is supposed at first: a forecast of a supposition goes on from it.
 */
export function useWhatIf(
  engine: Pick<EngineService, 'call'>,
  run: Pick<RunSummary, 'id'>,
  { seriesId, time }: Pick<KeptSeries, 'seriesId' | 'time'>,
  start: readonly CovariateChange[],
): Supposition {
  const planned = shallowRef<Plan | null>(null);
  const supposed = shallowRef<Plan | null>(null);
  const choices = shallowRef<ReadonlyMap<string, readonly string[]>>(new Map());
  const report = shallowRef<WhatIfReport | null>(null);
  const basis = shallowRef<WhatIfReport | null>(null);
  const error = ref<string | null>(null);
  const busy = ref(false);
  const disposed = new AbortController();
  let asking: AbortController | null = null;
  const changes = computed(() => (planned.value && supposed.value ? allChanges(planned.value, supposed.value) : []));

  async function load(): Promise<void> {
    try {
      const plan = await engine.call('explain.plan', { runId: run.id, seriesId }, { signal: disposed.signal });
      planned.value = planOver(plan, time);
      choices.value = new Map(plan.names.map((one) => [one.column, one.choices]));
      supposed.value = withChanges(planned.value, start);
      if (start.length > 0) await ask();
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }

  async function ask(): Promise<void> {
    asking?.abort();
    const wanted = changes.value;
    error.value = null;
    if (wanted.length === 0) {
      asking = null;
      report.value = null;
      busy.value = false;
      return;
    }
    const mine = (asking = new AbortController());
    busy.value = true;
    try {
      const found = await engine.call('explain.whatIf', { runId: run.id, seriesId, changes: wanted }, { signal: mine.signal });
      basis.value = found;
      if (asking === mine) report.value = found;
    } catch (cause) {
      if (asking === mine && !(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (asking === mine) busy.value = false;
    }
  }

  const later = debounce(() => void ask(), WAIT, WAIT * 3);
  function supposeNow(plan: Plan | null): void {
    supposed.value = plan;
    later.cancel();
    void ask();
  }

  void load();
  onScopeDispose(() => {
    later.cancel();
    disposed.abort();
    asking?.abort();
  });
  return {
    planned,
    supposed,
    choices,
    changes,
    changed: computed(() => new Set(changes.value.map(({ column }) => column))),
    report,
    basis,
    error,
    busy,
    set: (column, step, value) => {
      if (!supposed.value) return;
      supposed.value = withValue(supposed.value, column, step, value);
      later();
    },
    reset: (column) => {
      const [plan, now] = [planned.value, supposed.value];
      if (!plan || !now) return;
      const others = allChanges(plan, now).filter((change) => column !== undefined && change.column !== column);
      supposeNow(withChanges(plan, others));
    },
    suppose: (wanted) => {
      if (planned.value) supposeNow(withChanges(planned.value, wanted));
    },
  };
}
