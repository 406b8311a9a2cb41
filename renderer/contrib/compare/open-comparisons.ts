/** The comparisons that are on the screen, so that commands can save what they show. */
import type { InjectionKey } from 'vue';
import type { Disposer } from '../../base/disposable.ts';

export interface OpenComparison {
  /** The chart as a vector picture. */
  picture: () => { svg: string; width: number; height: number };
  csv: () => string;
  name: string;
}

export class OpenComparisons {
  readonly #open = new Map<string, OpenComparison>();

  add(resource: string, comparison: OpenComparison): Disposer {
    this.#open.set(resource, comparison);
    return () => {
      if (this.#open.get(resource) === comparison) this.#open.delete(resource);
    };
  }

  get(resource: string): OpenComparison | null {
    return this.#open.get(resource) ?? null;
  }
}

export const openComparisonsKey: InjectionKey<OpenComparisons> = Symbol('open comparisons');
