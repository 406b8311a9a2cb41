import { shallowReactive } from 'vue';
import type { TrainInput } from './train-request.ts';

export type TrainView = 'form' | 'json' | 'search';

/** What a form was last asked to open with, by dataset; the form takes it when it opens. */
export class TrainIntents {
  readonly #intents = new Map<string, Partial<TrainInput>>();
  readonly #views = shallowReactive(new Map<string, TrainView>());

  put(datasetId: string, intent: Partial<TrainInput>): void {
    this.#intents.set(datasetId, intent);
  }

  take(datasetId: string): Partial<TrainInput> {
    const intent = this.#intents.get(datasetId) ?? {};
    this.#intents.delete(datasetId);
    return intent;
  }

  /** Which view of the form is in front, also of one that is open. */
  show(datasetId: string, view: TrainView): void {
    this.#views.set(datasetId, view);
  }

  view(datasetId: string): TrainView {
    return this.#views.get(datasetId) ?? 'form';
  }
}
