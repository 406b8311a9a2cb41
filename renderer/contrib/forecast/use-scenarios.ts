import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { CovariateChange, WhatIfReport } from '../../../engine/protocol/explanation.ts';
import { covariateChange } from '../../../engine/protocol/schemas/explanation.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { StateService } from '../../platform/state/state-service.ts';
import { checkList, checkObject, checkString, isRecord } from '../../platform/state/validate.ts';

/** A supposition with a name, to be compared with others. */
export interface NamedScenario {
  name: string;
  changes: CovariateChange[];
}

/** More lines beside each other cannot be told apart. */
export const mostScenarios = 4;
/** Series whose scenarios are remembered. */
const KEPT = 100;

const checkScenario = checkObject<NamedScenario>({
  name: checkString,
  changes: checkList((value) => covariateChange.safeParse(value).data),
});

export interface Scenarios {
  saved: ComputedRef<readonly NamedScenario[]>;
  /** What the model says of each, by its name. */
  reports: ShallowRef<ReadonlyMap<string, WhatIfReport>>;
  error: Ref<string | null>;
  /** In the place of one of the same name. */
  save: (scenario: NamedScenario) => void;
  remove: (name: string) => void;
}

/** The named suppositions of one series of a forecast, kept with the workspace, and what the run's model makes of them. */
export function useScenarios(
  engine: Pick<EngineService, 'call'>,
  state: Pick<StateService, 'slot'>,
  { forecastId, runId, seriesId }: { forecastId: string; runId: string; seriesId: string },
): Scenarios {
  const all = state.slot<Record<string, NamedScenario[]>>(
    'forecastScenarios',
    (value) =>
      isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, list]) => [key, checkList(checkScenario)(list) ?? []]))
        : undefined,
    {},
    'workspace',
  );
  const key = `${forecastId} ${seriesId}`;
  const saved = computed(() => all.value[key] ?? []);
  const reports = shallowRef<ReadonlyMap<string, WhatIfReport>>(new Map());
  const error = ref<string | null>(null);
  const abort = new AbortController();
  /** The changes that each report was made from. */
  const asked = new Map<string, string>();

  function put(list: NamedScenario[]): void {
    const others = Object.entries(all.value).filter(([other]) => other !== key);
    all.value = Object.fromEntries([...others, ...(list.length > 0 ? [[key, list] as const] : [])].slice(-KEPT));
  }

  async function ask({ name, changes }: NamedScenario): Promise<void> {
    const text = JSON.stringify(changes);
    if (asked.get(name) === text) return;
    asked.set(name, text);
    try {
      const found = await engine.call('explain.whatIf', { runId, seriesId, changes }, { signal: abort.signal });
      if (asked.get(name) === text) reports.value = new Map(reports.value).set(name, found);
    } catch (cause) {
      asked.delete(name);
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    }
  }

  watch(
    saved,
    (list) => {
      const names = new Set(list.map(({ name }) => name));
      for (const name of asked.keys()) if (!names.has(name)) asked.delete(name);
      reports.value = new Map([...reports.value].filter(([name]) => names.has(name)));
      error.value = null;
      for (const one of list) void ask(one);
    },
    { immediate: true },
  );
  onScopeDispose(() => abort.abort());
  return {
    saved,
    reports,
    error,
    save: (scenario) => put([...saved.value.filter(({ name }) => name !== scenario.name), scenario].slice(-mostScenarios)),
    remove: (name) => put(saved.value.filter((other) => other.name !== name)),
  };
}
