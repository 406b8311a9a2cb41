import type { InjectionKey, Ref } from 'vue';
import { shallowReactive } from 'vue';
import type { SavedForecast } from '../../../engine/protocol/forecasts.ts';
import type { StateService } from '../../platform/state/state-service.ts';
import { checkList, checkNumber, checkObject, checkOneOf, checkString } from '../../platform/state/validate.ts';

export const methodLines = ['seasonalNaive', 'ridge'] as const;
export type MethodLine = (typeof methodLines)[number];

/** Pages whose place is remembered. */
const KEPT = 50;

/** Which series and which step of a forecast were looked at. */
export interface PageView {
  id: string;
  series: string;
  step: number;
}

export interface PlanActions {
  save: () => Promise<void>;
  keep: () => Promise<void>;
  reset: () => void;
}

/**
 * What the pages of forecasts and the commands share: what is drawn beside a forecast (simple methods, as last chosen for all of them, and other
 * forecasts, while the window is open), and where it was saved last.
 */
export class ForecastPages {
  readonly saved = shallowReactive(new Map<string, SavedForecast>());
  /** What can be done with the plan of each forecast whose page shows one. */
  readonly plans = shallowReactive(new Map<string, PlanActions>());
  readonly methods: Ref<MethodLine[]>;
  /** Where each page was left, the last used first. */
  readonly #views: Ref<PageView[]>;
  readonly #compared = shallowReactive(new Map<string, readonly string[]>());

  constructor(state: StateService) {
    this.#views = state.slot(
      'forecastViews',
      checkList(checkObject<PageView>({ id: checkString, series: checkString, step: checkNumber(0, 1e6) }), KEPT),
      [],
    );
    this.methods = state.slot('forecastMethods', checkList(checkOneOf(...methodLines)), ['seasonalNaive']);
  }

  view(forecastId: string): PageView | undefined {
    return this.#views.value.find(({ id }) => id === forecastId);
  }

  leave(view: PageView): void {
    this.#views.value = [view, ...this.#views.value.filter(({ id }) => id !== view.id)].slice(0, KEPT);
  }

  compared(forecastId: string): readonly string[] {
    return this.#compared.get(forecastId) ?? [];
  }

  compare(forecastId: string, otherId: string): void {
    this.#compared.set(forecastId, [...this.compared(forecastId).filter((id) => id !== otherId), otherId]);
  }

  stop(forecastId: string, otherId: string): void {
    this.#compared.set(
      forecastId,
      this.compared(forecastId).filter((id) => id !== otherId),
    );
  }

  /** A forecast that is gone is drawn nowhere. */
  forget(forecastId: string): void {
    this.#compared.delete(forecastId);
    this.saved.delete(forecastId);
    for (const id of [...this.#compared.keys()]) this.stop(id, forecastId);
  }
}

export const forecastPagesKey: InjectionKey<ForecastPages> = Symbol('forecast pages');
