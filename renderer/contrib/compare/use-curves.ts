import type { Ref, ShallowRef } from 'vue';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { RunCurves } from '../../../engine/protocol/runs.ts';
import type { TrainingProgress } from '../../../engine/protocol/training.ts';
import { disposeAll } from '../../base/disposable.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { isAtWork } from '../../platform/runs/run-look.ts';
import type { Services } from '../../platform/services.ts';

/** Read at a time, so that the first curves stand while the others are read. */
const batchSize = 10;

type Column = Exclude<keyof RunCurves, 'runId'>;
const columns: readonly Column[] = [
  'epoch',
  'trainingLoss',
  'validationLoss',
  'rate',
  'gradientNorm',
  'steps',
  'seconds',
  'windowsPerSecond',
];

/** The curves with the epochs that have ended since; epochs that a resumed run repeats are replaced. */
export function withProgress(
  curves: RunCurves,
  news: Pick<TrainingProgress, 'completed' | 'elapsedSeconds' | 'windowsPerSecond'>,
): RunCurves {
  const first = news.completed[0]?.epoch;
  if (first === undefined) return curves;
  const kept = curves.epoch.findIndex((epoch) => epoch >= first);
  const length = kept < 0 ? curves.epoch.length : kept;
  const stepsPerEpoch = (curves.steps[0] ?? Number.NaN) / (curves.epoch[0] ?? Number.NaN);
  const added: Record<Column, number[]> = {
    epoch: news.completed.map(({ epoch }) => epoch),
    trainingLoss: news.completed.map(({ trainingLoss }) => trainingLoss),
    validationLoss: news.completed.map(({ validationLoss }) => validationLoss),
    rate: news.completed.map(({ rate }) => rate),
    gradientNorm: news.completed.map(({ gradientNorm }) => gradientNorm),
    steps: news.completed.map(({ epoch }) => epoch * stepsPerEpoch),
    seconds: news.completed.map(() => news.elapsedSeconds),
    windowsPerSecond: news.completed.map(() => news.windowsPerSecond),
  };
  const joined = (column: Column): Float64Array => {
    const values = new Float64Array(length + news.completed.length);
    values.set(curves[column].subarray(0, length));
    values.set(added[column], length);
    return values;
  };
  return {
    runId: curves.runId,
    ...(Object.fromEntries(columns.map((column) => [column, joined(column)])) as Record<Column, Float64Array>),
  };
}

export interface OpenCurves {
  curves: ShallowRef<ReadonlyMap<string, RunCurves>>;
  loading: Ref<boolean>;
  error: Ref<string | null>;
  load: () => Promise<void>;
}

/** The curves of some runs, kept up while any of them trains. */
export function useCurves({ engine, workspace }: Pick<Services, 'engine' | 'workspace'>, runIds: () => readonly string[]): OpenCurves {
  const curves = shallowRef<ReadonlyMap<string, RunCurves>>(new Map());
  const loading = ref(false);
  const error = ref<string | null>(null);
  let abort: AbortController | null = null;

  const put = (found: readonly RunCurves[]): void => {
    curves.value = new Map([...curves.value, ...found.map((one) => [one.runId, one] as const)]);
  };

  async function read(ids: readonly string[]): Promise<void> {
    abort?.abort();
    const mine = (abort = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      for (let from = 0; from < ids.length; from += batchSize) {
        put(await engine.call('runs.curves', { runIds: ids.slice(from, from + batchSize) }, { signal: mine.signal }));
      }
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (abort === mine) loading.value = false;
    }
  }

  const missing = (): string[] => runIds().filter((id) => !curves.value.has(id) && workspace.run(id) !== undefined);
  const active = (): string =>
    runIds()
      .filter((id) => isAtWork(workspace.run(id)?.state ?? 'done'))
      .join();
  watch(
    () => missing().join(),
    (ids) => {
      if (ids !== '' && !loading.value) void read(missing());
    },
    { immediate: true },
  );
  // What a run wrote at its end is the truth about its times; while it trains they are those of the messages.
  watch(active, (now, before) => {
    const ended = before.split(',').filter((id) => id !== '' && !now.split(',').includes(id));
    if (ended.length > 0) void read(ended);
  });
  const dispose = disposeAll(
    engine.on('training.progress', (news) => {
      const known = curves.value.get(news.runId);
      if (known && news.completed.length > 0) put([withProgress(known, news)]);
    }),
    engine.onConnected(() => {
      if (error.value !== null) void read([...runIds()]);
    }),
  );
  onScopeDispose(() => {
    dispose();
    abort?.abort();
  });
  return { curves, loading, error, load: () => read([...runIds()]) };
}
