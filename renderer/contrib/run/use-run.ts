import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import type { EpochRecord, RunDetail, RunSummary, TrainingProgress } from '../../../engine/protocol/training.ts';
import { debounce } from '../../base/debounce.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { LogLine } from '../../../engine/protocol/contract.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { isActive } from './run-state.ts';

/** A history with the epochs that have ended since; a resumed run may repeat some, and the newer ones stand. */
export function appendEpochs(history: readonly EpochRecord[], completed: readonly EpochRecord[]): EpochRecord[] {
  const first = completed[0];
  if (!first) return [...history];
  return [...history.filter((record) => record.epoch < first.epoch), ...completed];
}

/** Milliseconds between two looks at the lines that have come. */
const linesPause = 250;

export interface OpenRun {
  run: ComputedRef<RunSummary | null>;
  history: ShallowRef<EpochRecord[]>;
  log: ShallowRef<string[]>;
  progress: ShallowRef<TrainingProgress | null>;
  error: Ref<string | null>;
  load: () => Promise<void>;
}

/** One run as it is now: its record, and what it reports while it trains. */
export function useRun(engine: Pick<EngineService, 'call' | 'on' | 'onConnected'>, runId: string): OpenRun {
  const detail = shallowRef<RunSummary | null>(null);
  const history = shallowRef<EpochRecord[]>([]);
  const log = shallowRef<string[]>([]);
  const progress = shallowRef<TrainingProgress | null>(null);
  const error = ref<string | null>(null);

  function show({ history: epochs, log: lines, ...summary }: RunDetail): void {
    detail.value = summary;
    const last = epochs.at(-1)?.epoch ?? 0;
    history.value = isActive(summary.state)
      ? appendEpochs(
          epochs,
          history.value.filter((record) => record.epoch > last),
        )
      : epochs;
    // What came before this answer is in it.
    arrived.length = 0;
    log.value = lines;
  }

  /** Short epochs write many lines a second; they are shown a few times a second. */
  const arrived: string[] = [];
  const showLines = debounce(() => (log.value = [...log.value, ...arrived.splice(0)]), linesPause, linesPause);

  function onLine({ runId: of, message }: LogLine): void {
    if (of !== runId) return;
    arrived.push(`${new Date().toISOString()} ${message}`);
    showLines();
  }

  async function load(): Promise<void> {
    error.value = null;
    try {
      show(await engine.call('runs.get', { runId }));
    } catch (cause) {
      error.value = errorMessage(cause);
    }
  }

  function onChanged(summary: RunSummary): void {
    if (summary.id !== runId) return;
    const ended = detail.value !== null && isActive(detail.value.state) && !isActive(summary.state);
    detail.value = summary;
    if (!isActive(summary.state)) progress.value = null;
    if (ended) void load();
  }

  function onProgress(news: TrainingProgress): void {
    if (news.runId !== runId) return;
    progress.value = news;
    if (news.completed.length > 0) history.value = appendEpochs(history.value, news.completed);
  }

  let dispose = (): void => {};
  onMounted(() => {
    dispose = disposeAll(
      engine.on('run.changed', onChanged),
      engine.on('training.progress', onProgress),
      engine.on('log.line', onLine),
      engine.onConnected(() => void load()),
      () => showLines.cancel(),
    );
    void load();
  });
  onBeforeUnmount(() => dispose());
  return { run: computed(() => detail.value), history, log, progress, error, load };
}
