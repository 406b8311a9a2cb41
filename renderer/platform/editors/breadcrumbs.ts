import { shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { QuickPickItem } from '../quick-input/quick-input-service.ts';

/** One step of the way to what an editor shows. */
export interface Crumb {
  label: string;
  icon?: string;
  /** What stands beside it, to choose from on a click; the current one has the id `active`. */
  siblings?: () => { items: ReadonlyArray<QuickPickItem<() => void>>; active?: string };
}

/** The steps inside an editor (its series, column or section), which only its tab knows; outer steps are its provider's. */
export class Breadcrumbs {
  readonly #inner = shallowReactive(new Map<string, readonly Crumb[]>());

  /** Shows the steps in a tab until they are taken back or others are set. */
  set(panel: string, crumbs: readonly Crumb[]): Disposer {
    this.#inner.set(panel, crumbs);
    return () => {
      if (this.#inner.get(panel) === crumbs) this.#inner.delete(panel);
    };
  }

  inner(panel: string): readonly Crumb[] {
    return this.#inner.get(panel) ?? [];
  }
}
