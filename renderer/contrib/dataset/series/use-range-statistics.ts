import type { ShallowRef } from 'vue';
import { onScopeDispose, shallowRef, watch } from 'vue';
import type { RangeStatistics } from '../../../../engine/protocol/exploration.ts';
import type { Range } from '../../../base/chart/viewport.ts';
import { latestLoader } from '../../../base/chart/latest-loader.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';
import type { TraceChoice } from './trace-choices.ts';

export interface TraceStatistics {
  choice: TraceChoice;
  statistics: RangeStatistics;
}

/** Statistics of a selected stretch for every trace that is drawn, as the selection moves. */
export function useRangeStatistics(
  engine: Pick<EngineService, 'call'>,
  datasetId: string,
  asked: () => { range: Range | null; choices: readonly TraceChoice[] },
): { statistics: Readonly<ShallowRef<readonly TraceStatistics[]>>; failed: Readonly<ShallowRef<boolean>> } {
  const statistics = shallowRef<readonly TraceStatistics[]>([]);
  const failed = shallowRef(false);
  const loader = latestLoader<{ range: Range; choices: readonly TraceChoice[] }, TraceStatistics[]>({
    load: ({ range, choices }) =>
      Promise.all(
        choices.map(async (choice) => ({
          choice,
          statistics: await engine.call('data.statistics', { datasetId, seriesId: choice.seriesId, column: choice.column, ...range }),
        })),
      ),
    loaded: (result) => {
      failed.value = false;
      statistics.value = result;
    },
    failed: () => (failed.value = true),
    busy: () => undefined,
  });
  watch(
    asked,
    ({ range, choices }) => {
      if (range) return loader.request({ range: { from: range.from, to: range.to }, choices });
      loader.cancel();
      statistics.value = [];
      failed.value = false;
    },
    { immediate: true },
  );
  onScopeDispose(loader.cancel);
  return { statistics, failed };
}
