import type { Ref } from 'vue';
import type { StateService } from '../state/state-service.ts';
import type { Check } from '../state/validate.ts';
import { isRecord } from '../state/validate.ts';

const limit = 300;

/** Of a tab that shows an editor; none of the characters of an id is a blank. */
const inTab = (uri: string, panel: string): string => `${uri} ${panel}`;

/**
 * How each editor was left, by its URI: scroll places, selections, the range of a chart. Small JSON; the editors shown last are
 * remembered. Each part of an editor has a key of its own. Where two tabs show one editor, each has its own; a new tab starts from what was
 * set last in any.
 */
export class ViewStates {
  readonly #states: Ref<Record<string, unknown>>;

  constructor(state: StateService) {
    this.#states = state.slot<Record<string, unknown>>('viewState', (value) => (isRecord(value) ? value : undefined), {}, 'workspace');
  }

  get<T>(uri: string, key: string, check: Check<T>, panel = ''): T | undefined {
    const own = panel === '' ? undefined : this.#read(inTab(uri, panel), key, check);
    return own ?? this.#read(uri, key, check);
  }

  #read<T>(place: string, key: string, check: Check<T>): T | undefined {
    const stored = this.#states.value[place];
    const part = isRecord(stored) ? stored[key] : undefined;
    return part === undefined ? undefined : check(part);
  }

  set(uri: string, key: string, value: unknown, panel = ''): void {
    if (panel !== '') this.set(inTab(uri, panel), key, value);
    const { [uri]: before, ...others } = this.#states.value;
    const kept = Object.entries(others).slice(-(limit - 1));
    this.#states.value = { ...Object.fromEntries(kept), [uri]: { ...(isRecord(before) && before), [key]: value } };
  }

  /** A tab was closed: the next of its name is another. */
  forgetTab(uri: string, panel: string): void {
    const { [inTab(uri, panel)]: _gone, ...others } = this.#states.value;
    this.#states.value = others;
  }

  /** The subject is gone. */
  forget(uri: string): void {
    const others = Object.entries(this.#states.value).filter(([place]) => place !== uri && !place.startsWith(inTab(uri, '')));
    this.#states.value = Object.fromEntries(others);
  }
}
