/** The visible range of a long series and the points that stand for it, loaded from the engine as the range moves. */

import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { WindowResult } from '../../../engine/protocol/data.ts';
import { latestLoader } from './latest-loader.ts';
import { clampRange, covers, sameRange, wholeRange, withMargin, type Range } from './viewport.ts';

/** What a loader gives, as far as this file looks at it. */
export type Thinned = Pick<WindowResult, 'rows' | 'complete'>;
export type Load<R> = (from: number | null, to: number | null, pixels: number) => Promise<R>;
export type LoadWindow = Load<WindowResult>;

export interface SeriesWindowOptions<R> {
  /** A new function means new data. */
  load: () => Load<R>;
  extent: () => readonly [number, number];
  /** Width of the plot; nothing is loaded while it is 0. */
  pixels: () => number;
  /** Where the view is kept, null for everything: several charts may share it, and it outlives a change of the extent. Else it is kept here. */
  view?: ShallowRef<Range | null> | undefined;
}

export interface SeriesWindow<R> {
  extent: ComputedRef<Range>;
  view: ComputedRef<Range>;
  whole: ComputedRef<boolean>;
  /** Everything, thinned to the width. */
  overview: Readonly<ShallowRef<R | null>>;
  /** The finest points at hand that cover the view. */
  shown: ComputedRef<R | null>;
  /** Four steps of the series. */
  least: ComputedRef<number>;
  busy: Readonly<ShallowRef<boolean>>;
  failed: Readonly<ShallowRef<boolean>>;
  show: (range: Range) => void;
  reset: () => void;
  retry: () => void;
}

/** Loaded on either side of the view, so that a drag does not run into emptiness. */
const margin = 0.25;

export function useSeriesWindow<R extends Thinned>(options: SeriesWindowOptions<R>): SeriesWindow<R> {
  const extent = computed(() => wholeRange(options.extent()));
  const kept = options.view ?? shallowRef<Range | null>(null);
  const overview: ShallowRef<R | null> = shallowRef(null);
  const detail: ShallowRef<{ range: Range; result: R } | null> = shallowRef(null);
  const busy = shallowRef(false);
  const failed = shallowRef(false);
  /** False while the overview is of data that has since been replaced. */
  let current = false;

  const least = computed(() => ((extent.value.to - extent.value.from) * 4) / Math.max(8, overview.value?.rows ?? 8));
  const view = computed(() => (kept.value ? clampRange(kept.value, extent.value, least.value) : extent.value));
  const whole = computed(() => sameRange(view.value, extent.value));
  const shown = computed(() => {
    const fine = detail.value;
    return !whole.value && fine && covers(fine.range, view.value) ? fine.result : overview.value;
  });

  const loader = latestLoader<Range | null, R>({
    load: (range) => {
      const pixels = range ? Math.round(options.pixels() * (1 + 2 * margin)) : options.pixels();
      return options.load()(range?.from ?? null, range?.to ?? null, pixels);
    },
    loaded: (result, range) => {
      failed.value = false;
      if (range) detail.value = { range, result };
      else {
        overview.value = result;
        current = true;
        refine();
      }
    },
    failed: () => (failed.value = true),
    busy: (value) => (busy.value = value),
  });

  /** Asks for the points of the view, unless every row of it is already here. */
  function refine(): void {
    if (!current || whole.value || overview.value?.complete) return;
    const fine = detail.value;
    if (fine?.result.complete && covers(fine.range, view.value)) return;
    loader.request(withMargin(view.value, extent.value, margin));
  }

  function reload(): void {
    loader.cancel();
    failed.value = false;
    detail.value = null;
    current = false;
    if (options.pixels() > 0) loader.request(null, 0);
  }

  function show(range: Range): void {
    const next = clampRange(range, extent.value, least.value);
    if (!sameRange(next, view.value)) kept.value = sameRange(next, extent.value) ? null : next;
  }

  watch(extent, (next, before) => {
    if (sameRange(next, before)) return;
    if (!options.view) kept.value = null;
    overview.value = null;
    reload();
  });
  // The loader joins what comes in one burst, so a shared view costs each chart as much as its own.
  watch(view, refine, { flush: 'sync' });
  watch(options.load, reload);
  watch(options.pixels, (pixels, before) => {
    if (!current) reload();
    else if (pixels > before * 1.25) loader.request(null);
  });
  if (options.pixels() > 0) reload();
  onScopeDispose(loader.cancel);
  return { extent, view, whole, overview, shown, least, busy, failed, show, reset: () => show(extent.value), retry: reload };
}
