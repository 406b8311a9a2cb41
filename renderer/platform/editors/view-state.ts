import type { Ref } from 'vue';
import type { StateService } from '../state/state-service.ts';
import type { Check } from '../state/validate.ts';
import { isRecord } from '../state/validate.ts';

const limit = 300;

/**
 * How each editor was left, by its URI: scroll places, selections, the range of a chart. Small JSON; the editors shown last are
 * remembered. Each part of an editor has a key of its own.
 */
export class ViewStates {
  readonly #states: Ref<Record<string, unknown>>;

  constructor(state: StateService) {
    this.#states = state.slot<Record<string, unknown>>('viewState', (value) => (isRecord(value) ? value : undefined), {}, 'workspace');
  }

  get<T>(uri: string, key: string, check: Check<T>): T | undefined {
    const stored = this.#states.value[uri];
    const part = isRecord(stored) ? stored[key] : undefined;
    return part === undefined ? undefined : check(part);
  }

  set(uri: string, key: string, value: unknown): void {
    const { [uri]: before, ...others } = this.#states.value;
    const kept = Object.entries(others).slice(-(limit - 1));
    this.#states.value = { ...Object.fromEntries(kept), [uri]: { ...(isRecord(before) && before), [key]: value } };
  }

  /** The subject is gone. */
  forget(uri: string): void {
    const { [uri]: _gone, ...others } = this.#states.value;
    this.#states.value = others;
  }
}
