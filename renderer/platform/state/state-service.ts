import type { Ref } from 'vue';
import { customRef } from 'vue';
import type { StateScope } from '../../../engine/protocol/contract.ts';
import type { Debounced } from '../../base/debounce.ts';
import { debounce } from '../../base/debounce.ts';
import type { Check } from './validate.ts';
import { isRecord } from './validate.ts';

const stateVersion = 1;
const keptDamaged = 3;

/** Where the state is kept between starts; the desktop's main process serves it. */
export interface StateStorage {
  read(scope: StateScope): Promise<string | null>;
  /** Of what is shared only the values that changed. */
  write(scope: StateScope, json: string): Promise<void>;
}

interface Scope {
  values: Record<string, unknown>;
  damaged: string[];
  /** Keys that are waiting to be written. */
  changed: Set<string>;
  save: Debounced;
}

/**
 * What the window remembers between starts: for all windows, and for the workspace that is open in it; each one JSON object with a
 * version. Every value is validated by whoever asks for it. Text that cannot be read is kept aside in the new state, never thrown away.
 */
export class StateService {
  /** A saved state could not be used; its text is kept aside. */
  wasDamaged = false;
  readonly #writing = new Set<Promise<void>>();
  readonly #scopes: Readonly<Record<StateScope, Scope>>;
  readonly #storage: StateStorage;
  readonly #onError: (error: unknown) => void;
  /** What takes over a shared value that another window has changed. */
  readonly #receivers = new Map<string, Set<(stored: unknown) => void>>();

  constructor(storage: StateStorage, onError: (error: unknown) => void) {
    this.#storage = storage;
    this.#onError = onError;
    const scope = (name: StateScope): Scope => ({
      values: {},
      damaged: [],
      changed: new Set(),
      save: debounce(() => this.#begin(name), 250, 1000),
    });
    this.#scopes = { shared: scope('shared'), workspace: scope('workspace') };
  }

  async load(): Promise<void> {
    await Promise.all((['shared', 'workspace'] as const).map((name) => this.#load(name)));
  }

  /**
   * A value that is saved whenever it is set; the fallback where nothing valid is there. `shared` is the same in every window and
   * workspace; `workspace` belongs to the folder that is open.
   */
  slot<T>(key: string, check: Check<T>, fallback: T, scope: StateScope = 'shared'): Ref<T> {
    const { values } = this.#scopes[scope];
    const read = (stored: unknown): T => (stored === undefined ? undefined : check(stored)) ?? fallback;
    let value = read(values[key]);
    return customRef((track, trigger) => {
      if (scope === 'shared')
        this.#receive(key, (stored) => {
          value = read(stored);
          trigger();
        });
      return {
        get: () => {
          track();
          return value;
        },
        set: (next) => {
          if (Object.is(next, value)) return;
          value = next;
          this.#put(scope, key, next);
          trigger();
        },
      };
    });
  }

  /** Another window changed shared values. */
  receive(json: string): void {
    for (const [key, stored] of Object.entries(parse(json)?.values ?? {})) {
      this.#scopes.shared.values[key] = stored;
      for (const receiver of this.#receivers.get(key) ?? []) receiver(stored);
    }
  }

  /** Keeps aside a value that was read but cannot be used, for whoever wants to look at it. */
  setAside(scope: StateScope, key: string, value: unknown): void {
    const state = this.#scopes[scope];
    state.damaged = [...state.damaged, JSON.stringify({ [key]: value })].slice(-keptDamaged);
    state.save();
  }

  /** Writes now what is waiting to be written. */
  flush(): void {
    for (const { save } of Object.values(this.#scopes)) save.flush();
  }

  #put(scope: StateScope, key: string, value: unknown): void {
    const state = this.#scopes[scope];
    state.values[key] = value;
    state.changed.add(key);
    state.save();
  }

  #receive(key: string, receiver: (stored: unknown) => void): void {
    const receivers = this.#receivers.get(key) ?? new Set();
    this.#receivers.set(key, receivers.add(receiver));
  }

  async #load(name: StateScope): Promise<void> {
    const text = await this.#storage.read(name);
    if (text === null || text === '') return;
    const scope = this.#scopes[name];
    const parsed = parse(text);
    if (parsed) {
      Object.assign(scope.values, parsed.values);
      scope.damaged = parsed.damaged;
      return;
    }
    scope.damaged = [text];
    this.wasDamaged = true;
    scope.save();
  }

  /** Writes now, and resolves when it is written or the failure was told. */
  async settle(): Promise<void> {
    this.flush();
    await Promise.all(this.#writing);
  }

  #begin(name: StateScope): void {
    const writing = this.#write(name).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  async #write(name: StateScope): Promise<void> {
    const { values, damaged, changed } = this.#scopes[name];
    const keys = [...changed];
    const written = name === 'workspace' ? values : Object.fromEntries(keys.map((key) => [key, values[key]]));
    changed.clear();
    try {
      await this.#storage.write(name, JSON.stringify({ version: stateVersion, values: written, damaged }));
    } catch (error) {
      for (const key of keys) changed.add(key);
      this.#onError(error);
    }
  }
}

function parse(text: string): { values: Record<string, unknown>; damaged: string[] } | null {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(state) || state['version'] !== stateVersion || !isRecord(state['values'])) return null;
  const damaged: readonly unknown[] = Array.isArray(state['damaged']) ? state['damaged'] : [];
  return { values: state['values'], damaged: damaged.filter((entry) => typeof entry === 'string').slice(-keptDamaged) };
}
