import type { ComputedRef, Ref } from 'vue';
import { computed, shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { StateService } from '../state/state-service.ts';
import type { Check } from '../state/validate.ts';
import { isRecord } from '../state/validate.ts';

/** What an open editor can do about its unsaved edits. */
export interface WorkingCopy {
  /** Puts the edits where they belong; they count as saved when it resolves. Without it the edits can only be kept or discarded. */
  save?: () => unknown;
  /** What a button that saves and closes says, where "save" is not the word for it. */
  saveLabel?: string;
  /** Shows again what was there before the edits. */
  discard?: () => void;
}

/**
 * Unsaved edits, by the URI of their editor. An edit is on disk at most a second after it was made, and is there again after a restart,
 * whatever ended the app. What a draft holds is its editor's matter: JSON that the editor's own check reads again.
 */
export class WorkingCopies {
  readonly #drafts: Ref<Record<string, unknown>>;
  readonly #open = shallowReactive(new Map<string, WorkingCopy>());
  readonly #dirty: ComputedRef<ReadonlySet<string>>;

  constructor(state: StateService) {
    this.#drafts = state.slot<Record<string, unknown>>('drafts', (value) => (isRecord(value) ? value : undefined), {}, 'workspace');
    this.#dirty = computed(() => new Set(Object.keys(this.#drafts.value)));
  }

  /** The editor is open: its draft can be saved or discarded by commands. */
  register(uri: string, copy: WorkingCopy): Disposer {
    this.#open.set(uri, copy);
    return () => {
      if (this.#open.get(uri) === copy) this.#open.delete(uri);
    };
  }

  isDirty(uri: string): boolean {
    return this.#dirty.value.has(uri);
  }

  get dirty(): readonly string[] {
    return [...this.#dirty.value];
  }

  /** The draft that was left, for the editor to go on with; null where there is none or it does not hold. */
  draft<T>(uri: string, check: Check<T>): T | null {
    const stored = this.#drafts.value[uri];
    return (stored === undefined ? undefined : check(stored)) ?? null;
  }

  /** The editor was edited. */
  edit(uri: string, draft: unknown): void {
    this.#drafts.value = { ...this.#drafts.value, [uri]: draft };
  }

  /** Nothing is unsaved any more: the edits are where they belong, or are gone. */
  settle(uri: string): void {
    if (!this.isDirty(uri)) return;
    const { [uri]: _settled, ...others } = this.#drafts.value;
    this.#drafts.value = others;
  }

  canSave(uri: string): boolean {
    return this.#open.get(uri)?.save !== undefined;
  }

  saveLabel(uri: string): string | undefined {
    return this.#open.get(uri)?.saveLabel;
  }

  async save(uri: string): Promise<void> {
    const copy = this.#open.get(uri);
    if (!copy?.save) return;
    await copy.save();
    this.settle(uri);
  }

  discard(uri: string): void {
    this.#open.get(uri)?.discard?.();
    this.settle(uri);
  }
}
