import { shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { TrainInput } from './train-request.ts';

export type TrainView = 'form' | 'json' | 'search';

/** What a form was last asked to open with, by dataset; the form takes it when it opens. */
export class TrainIntents {
  readonly #intents = new Map<string, Partial<TrainInput>>();
  readonly #starts = new Map<string, Array<() => Promise<void>>>();
  readonly #views = shallowReactive(new Map<string, TrainView>());

  put(datasetId: string, intent: Partial<TrainInput>): void {
    this.#intents.set(datasetId, intent);
  }

  take(datasetId: string): Partial<TrainInput> {
    const intent = this.#intents.get(datasetId) ?? {};
    this.#intents.delete(datasetId);
    return intent;
  }

  /** The open form, or its search, says how it starts; what was offered last counts until it is taken back. */
  offerStart(datasetId: string, start: () => Promise<void>): Disposer {
    const starts = this.#starts.get(datasetId) ?? [];
    this.#starts.set(datasetId, [...starts, start]);
    return () =>
      this.#starts.set(
        datasetId,
        (this.#starts.get(datasetId) ?? []).filter((one) => one !== start),
      );
  }

  async start(datasetId: string): Promise<void> {
    await this.#starts.get(datasetId)?.at(-1)?.();
  }

  /** Which view of the form is in front, also of one that is open. */
  show(datasetId: string, view: TrainView): void {
    this.#views.set(datasetId, view);
  }

  view(datasetId: string): TrainView {
    return this.#views.get(datasetId) ?? 'form';
  }
}
