import type { TrainInput } from './train-request.ts';

/** What a form was last asked to open with, by dataset; the form takes it when it opens. */
export class TrainIntents {
  readonly #intents = new Map<string, Partial<TrainInput>>();

  put(datasetId: string, intent: Partial<TrainInput>): void {
    this.#intents.set(datasetId, intent);
  }

  take(datasetId: string): Partial<TrainInput> {
    const intent = this.#intents.get(datasetId) ?? {};
    this.#intents.delete(datasetId);
    return intent;
  }
}
