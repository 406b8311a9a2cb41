import type { ComputedRef } from 'vue';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { DataProfile, DatasetSummary } from '../../../../engine/protocol/data.ts';
import type { Diagnosis } from '../../../../engine/protocol/exploration.ts';
import type { ChartMark } from '../../../base/chart/series-picture.ts';
import { formatNumber } from '../../../base/format.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';
import { t } from './messages.ts';
import { traceKey, type TraceChoice } from './trace-choices.ts';

/** In longer series nobody is made to wait for what they did not ask for: their profile has the same on demand. */
const longest = 200_000;
/** Of more traces the first are looked at. */
const most = 3;

interface Found {
  profile: DataProfile;
  gaps: Diagnosis['missing']['gaps'];
}

/** Outliers, changes and gaps of one series as marks, in words. */
export function marksOf({ profile, gaps }: Found, name: string): ChartMark[] {
  return [
    ...profile.outliers.map(({ time, value, low, high }): ChartMark => ({
      x: time,
      severity: 'warning',
      label: t('outlierMark', { name, value: formatNumber(value), low: formatNumber(low), high: formatNumber(high) }),
    })),
    ...profile.changepoints.map(({ time, before, after }): ChartMark => ({
      x: time,
      severity: 'info',
      label: t('changeMark', { name, before: formatNumber(before.level), after: formatNumber(after.level) }),
    })),
    ...gaps.map(({ time, steps }): ChartMark => ({ x: time, severity: 'error', label: t('gapMark', { name, count: steps }) })),
  ];
}

/** What was found in the traces that are drawn, one after the other; failures are told by the profile, not here. */
export function useMarks(
  engine: Pick<EngineService, 'call'>,
  dataset: () => DatasetSummary,
  choices: () => readonly TraceChoice[],
  labelOf: (choice: TraceChoice) => string,
  wanted: () => boolean,
): ComputedRef<ChartMark[]> {
  const found = shallowRef<ReadonlyMap<string, Found>>(new Map());
  let abort = new AbortController();
  const looked = computed(() =>
    wanted()
      ? choices()
          .filter(({ hidden, seriesId }) => !hidden && (dataset().series.find(({ id }) => id === seriesId)?.length ?? 0) <= longest)
          .slice(0, most)
      : [],
  );

  async function look(signal: AbortSignal): Promise<void> {
    for (const choice of looked.value) {
      if (found.value.has(traceKey(choice))) continue;
      const about = { datasetId: dataset().id, seriesId: choice.seriesId, column: choice.column };
      const profile = await engine.call('data.profile', about, { signal });
      const { missing } = await engine.call('data.diagnose', about, { signal });
      if (signal.aborted) return;
      found.value = new Map([...found.value, [traceKey(choice), { profile, gaps: missing.gaps }]]);
    }
  }

  watch(
    () => looked.value.map(traceKey).join(),
    () => {
      abort.abort();
      abort = new AbortController();
      look(abort.signal).catch(() => undefined);
    },
    { immediate: true },
  );
  onScopeDispose(() => abort.abort());
  return computed(() =>
    looked.value.flatMap((choice) => {
      const one = found.value.get(traceKey(choice));
      return one ? marksOf(one, labelOf(choice)) : [];
    }),
  );
}
