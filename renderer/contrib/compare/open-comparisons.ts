/** The comparisons that are on the screen, so that commands can save what they show. */
import type { InjectionKey } from 'vue';
import type { ChartImage } from '../../base/chart/shapes.ts';
import type { Disposer } from '../../base/disposable.ts';

export interface OpenComparison {
  /** The curves as they are drawn. */
  image: () => ChartImage;
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
