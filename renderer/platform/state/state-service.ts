import type { Ref } from 'vue';
import { customRef } from 'vue';
import type { Debounced } from '../../base/debounce.ts';
import { debounce } from '../../base/debounce.ts';
import type { Check } from './validate.ts';
import { isRecord } from './validate.ts';

const stateVersion = 1;
const keptDamaged = 3;

/** Where the state is kept between starts; the desktop's main process serves it. */
export interface StateStorage {
  read(): Promise<string | null>;
  write(json: string): Promise<void>;
}

/**
 * What the window remembers between starts: one JSON object with a version. Every value is validated by whoever
 * asks for it. Text that cannot be read is kept aside in the new state, never thrown away.
 */
export class StateService {
  /** The saved state could not be used; its text is kept aside. */
  wasDamaged = false;
  #values: Record<string, unknown> = {};
  #damaged: string[] = [];
  #writing: Promise<void> = Promise.resolve();
  readonly #storage: StateStorage;
  readonly #save: Debounced;
  readonly #onError: (error: unknown) => void;

  constructor(storage: StateStorage, onError: (error: unknown) => void) {
    this.#storage = storage;
    this.#onError = onError;
    this.#save = debounce(
      () => {
        this.#writing = this.#write();
      },
      250,
      1000,
    );
  }

  async load(): Promise<void> {
    const text = await this.#storage.read();
    if (text === null || text === '') return;
    const parsed = parse(text);
    if (parsed) {
      this.#values = parsed.values;
      this.#damaged = parsed.damaged;
      return;
    }
    this.#damaged = [text];
    this.wasDamaged = true;
    this.#save();
  }

  /** A value that is saved whenever it is set; the fallback where nothing valid is there. */
  slot<T>(key: string, check: Check<T>, fallback: T): Ref<T> {
    const stored = this.#values[key];
    let value = (stored === undefined ? undefined : check(stored)) ?? fallback;
    return customRef((track, trigger) => ({
      get: () => {
        track();
        return value;
      },
      set: (next) => {
        if (Object.is(next, value)) return;
        value = next;
        this.#values[key] = next;
        this.#save();
        trigger();
      },
    }));
  }

  /** Writes now what is waiting to be written. */
  flush(): void {
    this.#save.flush();
  }

  /** Writes now, and resolves when it is written or the failure was told. */
  async settle(): Promise<void> {
    this.#save.flush();
    await this.#writing;
  }

  async #write(): Promise<void> {
    const json = JSON.stringify({ version: stateVersion, values: this.#values, damaged: this.#damaged });
    try {
      await this.#storage.write(json);
    } catch (error) {
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
