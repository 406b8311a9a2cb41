import type { ComputedRef, Ref } from 'vue';
import { computed } from 'vue';
import type { DatasetSummary } from '../../../../engine/protocol/data.ts';
import { remembered, type Trace } from '../../../base/chart/traces.ts';
import type { LoadWindow } from '../../../base/chart/use-series-window.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';
import { seriesColumnName, type SeriesColumn } from '../../../platform/exploration/naming.ts';
import type { ViewState } from '../view-state.ts';
import { columnSize, fittingChoices, proposeSides, traceKey, type TraceChoice } from './trace-choices.ts';

export interface Traces {
  /** All that are chosen, the hidden ones too. */
  choices: ComputedRef<readonly TraceChoice[]>;
  /** Those that are drawn. */
  shown: ComputedRef<Trace[]>;
  change: (next: readonly TraceChoice[]) => void;
  /** First and last position of all that is drawn. */
  extent: ComputedRef<[number, number]>;
  labelOf: (choice: SeriesColumn) => string;
}

/** The chosen series and columns of a dataset as traces of a chart. */
export function useTraces(dataset: () => DatasetSummary, state: Ref<ViewState>, engine: Pick<EngineService, 'call'>): Traces {
  const loaders = new Map<string, LoadWindow>();
  // On its own, so that a change of anything else of the state draws nothing anew.
  const stored = computed(() => state.value.traces);
  const choices = computed(() => fittingChoices(stored.value, dataset()));
  const drawn = computed(() => choices.value.filter(({ hidden }) => !hidden));

  function loaderOf({ seriesId, column }: TraceChoice): LoadWindow {
    const { id, hash } = dataset();
    const key = JSON.stringify([id, hash, seriesId, column]);
    let load = loaders.get(key);
    if (!load) {
      load = remembered((from, to, pixels) => engine.call('data.window', { datasetId: id, seriesId, column, from, to, pixels }));
      loaders.set(key, load);
    }
    return load;
  }

  return {
    choices,
    shown: computed(() => {
      const sides = proposeSides(drawn.value, (column) => columnSize(dataset(), column));
      return drawn.value.map((choice, index) => ({
        key: traceKey(choice),
        label: seriesColumnName(dataset(), choice),
        slot: choice.slot,
        side: sides[index] ?? 'left',
        load: loaderOf(choice),
      }));
    }),
    change: (next) => (state.value = { ...state.value, traces: next }),
    extent: computed(() => {
      const used = dataset().series.filter(({ id }) => drawn.value.some(({ seriesId }) => seriesId === id));
      if (used.length === 0) return [0, 0];
      return [Math.min(...used.map(({ start }) => start)), Math.max(...used.map(({ end }) => end))];
    }),
    labelOf: (choice) => seriesColumnName(dataset(), choice),
  };
}
