import { basename } from 'node:path';
import type { NativeModel } from '../native/api.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
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
import { newRun } from './run-store.ts';
import { workOnRun } from './run-worker.ts';

/** Steps of the timing probe: the first warms up. */
const PROBE_STEPS = 3;

export function trainingService(context: EngineContext): Handlers<'training'> {
  const { runs, datasets } = context;

  /** Starts the work in the background; the run itself tells how it goes. */
  function launch(run: Run, loaded: LoadedDataset, lock: RunLock): void {
    const abort = new AbortController();
    const active = { run, abort, stopRequested: false, finished: Promise.resolve() };
    runs.activate(active);
    context.emit('run.changed', run.summary);
    active.finished = workOnRun(context, active, loaded.dataset).finally(async () => {
      await lock.release();
      runs.deactivate(run.summary.id);
      context.emit('run.changed', run.summary);
    });
  }

  return {
    'training.resolve': async (request, { signal }) => estimate(context, (await datasets.get(request.datasetId, signal)).dataset, request),

    'training.start': async (request, { signal }) => {
      const loaded = await datasets.get(request.datasetId, signal);
      const config = resolveConfig(loaded.dataset, request);
      prepare(loaded.dataset, config.data);
      const network = createNetwork(context.core(), config);
      const parameters = network.parameterCount;
      network.dispose();
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
    },

    'training.stop': ({ runId }) => {
      runs.activeRun(runId).stopRequested = true;
    },

    'training.cancel': async ({ runId }) => {
      const active = runs.activeRun(runId);
      active.abort.abort();
      await active.finished;
    },

    'training.resume': async ({ runId }, { signal }) => {
      const run = await runs.get(runId);
      if (!run.summary.resumable) {
        throw new ExpectedError(
          'not-resumable',
          `The run "${run.summary.name}" is ${run.summary.state} and has nothing to go on with. Train a new one.`,
          { runId },
        );
      }
      const loaded = await datasets.ofRun(run.dataset, signal);
      const lock = await lockRun(run.summary.folder, context.clock);
      Object.assign(run.summary, { state: 'running', error: null, isa: context.core().info().active });
      launch(run, loaded, lock);
    },
  };
}

/** What a request resolves to, and its cost by a few timed steps on a scratch network. */
async function estimate(context: EngineContext, dataset: LoadedDataset['dataset'], request: TrainingRequest): Promise<TrainingEstimate> {
  const config = resolveConfig(dataset, request);
  const prepared = prepare(dataset, config.data);
  const network = createNetwork(context.core(), config);
  try {
    const perStep = await probe(context, network, prepared, config.training.batch);
    const steps = Math.ceil(prepared.training.length / config.training.batch) * config.training.epochs;
    return {
      config,
      parameters: network.parameterCount,
      windows: { training: prepared.training.length, validation: prepared.validation.length, test: prepared.testWindows },
      seconds: steps * perStep,
      bytes: network.trainingBytes(config.training.batch) + prepared.source.values.byteLength + 4 * 4 * network.parameterCount,
    };
  } finally {
    network.dispose();
  }
}

async function probe(context: EngineContext, network: NativeModel, { source, training }: Prepared, batch: number): Promise<number> {
  network.setSource(source);
  const order = training.subarray(0, batch);
  const rates = new Float64Array(1);
  let seconds = 0;
  for (let step = 0; step < PROBE_STEPS; step++) {
    const started = context.clock.now();
    await network.trainSteps({ order, batch, rates });
    seconds = (context.clock.now() - started) / 1000;
  }
  return seconds;
}
