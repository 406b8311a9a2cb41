import { reactive } from 'vue';
import type { ContextValue, When } from './when.ts';
import { parseWhen } from './when.ts';

/** Facts about the window that when-clauses ask for; reading them in a render or a computed is reactive. */
export class ContextKeys {
  readonly #values = reactive(new Map<string, ContextValue>());
  readonly #clauses = new Map<string, When>();

  set(key: string, value: ContextValue): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  get(key: string): ContextValue {
    return this.#values.get(key);
  }

  /** True without a clause. `instead` holds keys that are other than the window's, for example those of an editor that is not active. */
  matches(when: string | undefined, instead: Readonly<Record<string, ContextValue>> = {}): boolean {
    if (when === undefined || when === '') return true;
    let clause = this.#clauses.get(when);
    if (!clause) {
      clause = parseWhen(when);
      this.#clauses.set(when, clause);
    }
    return clause((key) => (Object.hasOwn(instead, key) ? instead[key] : this.#values.get(key)));
  }
}
