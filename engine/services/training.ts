import { basename } from 'node:path';
import type { NativeModel } from '../native/api.ts';
import type { Handlers } from '../protocol/contract.ts';
import { CancelledError, ExpectedError, toWireError } from '../protocol/errors.ts';
import type { TrainingEstimate, TrainingRequest } from '../protocol/training.ts';
import type { RunLock } from '../project/lock.ts';
import { lockRun } from '../project/lock.ts';
import { saveRun } from '../project/run-folder.ts';
import type { Run } from '../project/run-record.ts';
import { prepare, type Prepared } from '../train/prepare.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { EngineContext } from './context.ts';
import type { LoadedDataset } from './dataset-store.ts';
import { createJournal } from './journal.ts';
import { type ActiveRun, newRun } from './run-store.ts';
import { workOnRun } from './run-worker.ts';
import { requireWorkspace } from './shared.ts';

/** The timing probe: so many steps (the first warms up) of so many windows, fewer where one takes long. */
const PROBE_STEPS = 3;
const PROBE_WINDOWS = 32;
const LONG_SECONDS = 0.5;

export function trainingService(context: EngineContext): Handlers<'training'> {
  const { runs, datasets } = context;
  let estimating: AbortController | null = null;

  /** Starts the work in the background; the run itself tells how it goes. */
  function launch(run: Run, loaded: LoadedDataset, lock: RunLock): void {
    const abort = new AbortController();
    const active: ActiveRun = { run, abort, stopRequested: false, finished: Promise.resolve(), journal: createJournal() };
    runs.activate(active);
    context.emit('run.changed', run.summary);
    active.finished = workOnRun(context, active, loaded.dataset).then(async () => {
      try {
        await lock.release();
      } catch (error) {
        context.emit('log.line', { level: 'error', channel: run.summary.name, message: toWireError(error).message });
      } finally {
        runs.deactivate(run.summary.id);
        context.emit('run.changed', run.summary);
      }
    });
  }

  return {
    'training.resolve': async (request, { signal }) => {
      // Whoever asks again no longer waits for the first answer.
      estimating?.abort();
      const abort = (estimating = new AbortController());
      signal.addEventListener('abort', () => abort.abort(), { once: true });
      const { dataset } = await datasets.get(request.datasetId, signal);
      return estimate(context, dataset, request, abort.signal);
    },

    'training.start': async (request, { signal }) => {
      const { workspace } = context;
      const started = runs.announceStart();
      try {
        const loaded = await datasets.get(request.datasetId, signal);
        const config = resolveConfig(loaded.dataset, request);
        const { seriesIds } = prepare(loaded.dataset, config.data, config.model);
        const network = createNetwork(context.core(), config, seriesIds.length);
        const parameters = network.parameterCount;
        network.dispose();
        requireWorkspace(context, workspace);
        const { id, folder, lock } = await runs.create(request.folder);
        const fallback = request.folder === undefined ? `${loaded.summary.name} ${config.model.kind.toUpperCase()}` : basename(folder);
        const run = newRun(loaded.summary, {
          id,
          folder,
          name: request.name ?? fallback,
          createdAt: context.clock.date(),
          config,
          parameters,
          isa: context.core().info().active,
        });
        try {
          await saveRun(folder, run);
        } catch (error) {
          await lock.release();
          throw error;
        }
        launch(run, loaded, lock);
        return { runId: id };
      } finally {
        started();
      }
    },

    'training.stop': ({ runId }) => {
      const active = runs.activeRun(runId);
      active.stopRequested = true;
      if (active.run.summary.state !== 'running') return;
      active.run.summary.state = 'stopping';
      context.emit('run.changed', active.run.summary);
    },

    'training.cancel': async ({ runId }) => {
      const active = runs.activeRun(runId);
      active.abort.abort();
      await active.finished;
    },

    'training.resume': async ({ runId }, { signal }) => {
      const run = await runs.get(runId);
      if (runs.active().some((active) => active.run === run)) {
        throw new ExpectedError('run-active', `The run "${run.summary.name}" is training now.`, { runId });
      }
      if (!run.summary.resumable) {
        throw new ExpectedError(
          'not-resumable',
          `The run "${run.summary.name}" is ${run.summary.state} and has nothing to go on with. Train a new one.`,
          { runId },
        );
      }
      const { workspace } = context;
      const started = runs.announceStart();
      try {
        const loaded = await datasets.ofRun(run.dataset, signal);
        requireWorkspace(context, workspace);
        const lock = await lockRun(run.summary.folder, context.clock);
        Object.assign(run.summary, { state: 'running', error: null, isa: context.core().info().active });
        launch(run, loaded, lock);
      } finally {
        started();
      }
    },
  };
}

/** What a request resolves to, and its cost by a few timed steps on a scratch network. Error: CancelledError. */
async function estimate(
  context: EngineContext,
  dataset: LoadedDataset['dataset'],
  request: TrainingRequest,
  signal: AbortSignal,
): Promise<TrainingEstimate> {
  const config = resolveConfig(dataset, request);
  const prepared = prepare(dataset, config.data, config.model);
  const { batch, epochs } = config.training;
  const network = createNetwork(context.core(), config, prepared.seriesIds.length);
  const stop = (): void => network.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const perWindow = await probe(context, network, prepared, Math.min(batch, PROBE_WINDOWS), signal);
    return {
      config,
      parameters: network.parameterCount,
      windows: { training: prepared.training.length, validation: prepared.validation.length, test: prepared.testWindows },
      seconds: prepared.training.length * epochs * perWindow,
      bytes: network.trainingBytes(batch) + prepared.source.values.byteLength + 4 * 4 * network.parameterCount,
    };
  } finally {
    signal.removeEventListener('abort', stop);
    network.dispose();
  }
}

/** Seconds that training takes a window. */
async function probe(
  context: EngineContext,
  network: NativeModel,
  { source, training }: Prepared,
  windows: number,
  signal: AbortSignal,
): Promise<number> {
  network.setSource(source);
  const order = training.subarray(0, windows);
  const rates = new Float64Array(1);
  let seconds = 0;
  for (let step = 0; step < PROBE_STEPS && seconds < LONG_SECONDS; step++) {
    const started = context.clock.now();
    await network.trainSteps({ order, batch: windows, rates });
    if (signal.aborted) throw new CancelledError('Another estimate was asked for.');
    seconds = (context.clock.now() - started) / 1000;
  }
  return seconds / order.length;
}
