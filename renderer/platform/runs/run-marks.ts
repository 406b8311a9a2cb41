import type { Ref, ShallowRef } from 'vue';
import { shallowRef } from 'vue';
import type { StateService } from '../state/state-service.ts';
import type { Check } from '../state/validate.ts';
import { isRecord } from '../state/validate.ts';

const keptColors = 2000;

function checkMap<T>(check: Check<T>): Check<Record<string, T>> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const kept: Record<string, T> = {};
    for (const [key, entry] of Object.entries(value)) {
      const fitting = check(entry);
      if (fitting !== undefined) kept[key] = fitting;
    }
    return kept;
  };
}

/** What this window keeps of runs: which one the others are set against in each workspace, and the colour of each. */
export class RunMarks {
  /** Runs that are selected in the table, which bulk commands mean. */
  readonly selected: ShallowRef<ReadonlySet<string>> = shallowRef(new Set());
  readonly #baselines: Ref<Record<string, string>>;
  readonly #colors: Ref<Record<string, number>>;

  constructor(state: StateService) {
    this.#baselines = state.slot<Record<string, string>>(
      'runBaselines',
      checkMap((value) => (typeof value === 'string' ? value : undefined)),
      {},
    );
    this.#colors = state.slot<Record<string, number>>(
      'runColors',
      checkMap((value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined)),
      {},
    );
  }

  baseline(workspacePath: string | null): string | null {
    return this.#baselines.value[workspacePath ?? ''] ?? null;
  }

  setBaseline(workspacePath: string | null, runId: string | null): void {
    const { [workspacePath ?? '']: _before, ...others } = this.#baselines.value;
    this.#baselines.value = runId === null ? others : { ...others, [workspacePath ?? '']: runId };
  }

  /**
   * The number of each run's colour. A run keeps the number that it got when it was first drawn; a new one gets the lowest
   * that none of the runs drawn with it has.
   */
  colors(runIds: readonly string[]): ReadonlyMap<string, number> {
    const known = this.#colors.value;
    const taken = new Set(runIds.map((id) => known[id]).filter((number) => number !== undefined));
    const added: Record<string, number> = {};
    for (const id of runIds) {
      if (known[id] !== undefined || added[id] !== undefined) continue;
      let number = 0;
      while (taken.has(number)) number++;
      taken.add(number);
      added[id] = number;
    }
    const all = { ...known, ...added };
    if (Object.keys(added).length > 0) this.#colors.value = Object.fromEntries(Object.entries(all).slice(-keptColors));
    return new Map(runIds.map((id) => [id, all[id] ?? 0]));
  }
}
