import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import { checkObject, checkString } from '../state/validate.ts';

/** An edit that is not saved: the text, and what the file held when it began; null: there was no file. */
export interface DraftState {
  text: string;
  base: string | null;
}

export const checkDraft = checkObject<DraftState>({
  text: checkString,
  base: (value) => (value === null || typeof value === 'string' ? value : undefined),
});

/** What a draft becomes when it is saved. */
export interface DraftTarget {
  readonly text: ShallowRef<string | null>;
  save(text: string, expected: string | null): Promise<void>;
}

/** The text of a file as somebody edits it, until it is saved. */
export class TextDraft {
  /** Where the edit lies; null in it: nothing is edited. */
  readonly #place: ShallowRef<{ slot: Ref<DraftState | null> }> = shallowRef({ slot: shallowRef<DraftState | null>(null) });
  readonly #target: DraftTarget;
  readonly dirty: ComputedRef<boolean> = computed(() => this.#state !== null);
  /** True where the file was changed by somebody else since. */
  readonly conflict: ComputedRef<boolean> = computed(() => this.#state !== null && this.#state.base !== this.#target.text.value);

  constructor(target: DraftTarget) {
    this.#target = target;
  }

  get #state(): DraftState | null {
    return this.#place.value.slot.value;
  }

  set #state(state: DraftState | null) {
    this.#place.value.slot.value = state;
  }

  /** Keeps the edit in a place that outlives the window; what it holds already is gone on with. */
  keepIn(slot: Ref<DraftState | null>): void {
    this.#place.value = { slot };
  }

  /** The edited text, or what the file holds; null where there is neither. */
  get text(): string | null {
    return this.#state?.text ?? this.#target.text.value;
  }

  edit(text: string): void {
    const onDisk = this.#target.text.value;
    this.#state = text === onDisk ? null : { text, base: this.#state ? this.#state.base : onDisk };
  }

  /** @throws ExpectedError 'changed-on-disk': the edit stays. */
  async save(): Promise<void> {
    const state = this.#state;
    if (state === null) return;
    await this.#target.save(state.text, state.base);
    const now = this.#state;
    this.#state = now === null || now.text === state.text ? null : { ...now, base: state.text };
  }

  /** Drops the edit. */
  revert(): void {
    this.#state = null;
  }

  /** The next save replaces what somebody else wrote. */
  keepMine(): void {
    const state = this.#state;
    if (state) this.#state = { ...state, base: this.#target.text.value };
  }
}
