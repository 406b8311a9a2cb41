import type { ShallowRef } from 'vue';
import { shallowRef } from 'vue';

export interface QuickPickItem<T = unknown> {
  id: string;
  label: string;
  value: T;
  /** Dimmed, behind the label. */
  description?: string | undefined;
  icon?: string | undefined;
  keys?: string | undefined;
  /** A heading above the first item of its kind. */
  group?: string | undefined;
  /** The editor that the item opens, by which the same thing is known in another list. */
  uri?: string | undefined;
}

/** An item that fits what was typed. */
export interface Match<T> {
  item: QuickPickItem<T>;
  /** Places of the matched letters in the label. */
  indexes: readonly number[];
  /** The same in the description, where the label does not fit. */
  descriptionIndexes?: readonly number[] | undefined;
}

interface Common {
  placeholder: string;
  title?: string | undefined;
  testid?: string | undefined;
  /** The place of this question among several; counted from 1. */
  step?: { number: number; total: number } | undefined;
  /** Goes back to the question before; a button and a key are there only with it. */
  onBack?: (() => void) | undefined;
}

export interface QuickPickRequest<T> extends Common {
  items: ReadonlyArray<QuickPickItem<T>>;
  /** What stands in the input at first; the items may depend on it (`filter`). */
  value?: string | undefined;
  /** Replaces the usual matching. */
  filter?: ((query: string) => ReadonlyArray<Match<T>>) | undefined;
  active?: string | undefined;
  /** Said where nothing fits what was typed. */
  emptyText?: string | ((query: string) => string) | undefined;
  /** The part of `value` from here on is selected, so that typing replaces it. */
  selectFrom?: number | undefined;
  onActive?: ((item: QuickPickItem<T> | null) => void) | undefined;
  /** Hears what is typed. */
  onQuery?: ((query: string) => void) | undefined;
}

export interface TextRequest extends Common {
  value: string;
  /** A sentence where the text cannot be taken. */
  validate?: ((text: string) => string | null) | undefined;
}

export type QuickInputState =
  | { kind: 'pick'; request: QuickPickRequest<unknown>; settle: (item: QuickPickItem | null) => void }
  | { kind: 'text'; request: TextRequest; settle: (text: string | null) => void };

/** The box at the top: lists to pick from, and single lines of text. A new request closes the one before. */
export class QuickInputService {
  readonly current: ShallowRef<QuickInputState | null> = shallowRef(null);

  /** The picked value, or null where the user left. */
  pick<T>(request: QuickPickRequest<T>): Promise<T | null> {
    return new Promise((resolve) => {
      this.#open({
        kind: 'pick',
        request: request as QuickPickRequest<unknown>,
        settle: (item) => resolve(item === null ? null : (item.value as T)),
      });
    });
  }

  text(request: TextRequest): Promise<string | null> {
    return new Promise((resolve) => this.#open({ kind: 'text', request, settle: resolve }));
  }

  /** Two answers; the safe one is first. */
  async confirm(question: string, yes: string, no: string): Promise<boolean> {
    const answer = await this.pick({
      placeholder: '',
      title: question,
      testid: 'confirm-input',
      items: [
        { id: 'no', label: no, value: false, icon: 'close' },
        { id: 'yes', label: yes, value: true, icon: 'check' },
      ],
    });
    return answer === true;
  }

  close(): void {
    this.#settle(null);
  }

  accept(answer: QuickPickItem | string): void {
    this.#settle(answer);
  }

  #open(state: QuickInputState): void {
    this.#settle(null);
    this.current.value = state;
  }

  #settle(answer: QuickPickItem | string | null): void {
    const state = this.current.value;
    if (!state) return;
    this.current.value = null;
    if (state.kind === 'pick') state.settle(typeof answer === 'string' ? null : answer);
    else state.settle(typeof answer === 'string' ? answer : null);
  }
}
