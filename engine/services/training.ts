import { recordedSet } from '../train/instruction-set.ts';
import { fitMany, oneThread } from '../train/fit-many.ts';
import { loadCalendar } from '../data/index.ts';
import { findRate } from '../train/find-rate.ts';
import { prepare } from '../train/prepare.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError, toWireError } from '../protocol/errors.ts';
import { lockRun } from '../project/lock.ts';
import { removeRun } from '../project/run-folder.ts';
import type { EngineContext } from './context.ts';
import { estimate } from './estimate.ts';
import { runJob } from './jobs.ts';
import { createJournal } from './journal.ts';
import type { ActiveRun } from './run-store.ts';
import { workOnRun } from './run-worker.ts';
import { requireWorkspace } from './shared.ts';
import { placeRun, type PlacedRun, planRun } from './start-run.ts';

export function trainingService(context: EngineContext): Handlers<'training'> {
  const { runs, datasets } = context;
  let estimating: AbortController | null = null;

  function activate({ run }: PlacedRun): ActiveRun {
    const active: ActiveRun = {
      run,
      abort: new AbortController(),
      stopRequested: false,
      finished: Promise.resolve(),
      journal: createJournal(),
    };
    runs.activate(active);
    context.emit('run.changed', run.summary);
    return active;
  }

  async function work(active: ActiveRun, { run, loaded, lock }: PlacedRun): Promise<void> {
    await workOnRun(context, active, loaded.dataset);
    try {
      await lock.release();
    } catch (error) {
      context.emit('log.line', { level: 'error', channel: run.summary.name, message: toWireError(error).message });
    } finally {
      runs.deactivate(run.summary.id);
      context.emit('run.changed', run.summary);
    }
  }

  /** Starts the work in the background; the run itself tells how it goes. */
  function launch(placed: PlacedRun): void {
    const active = activate(placed);
    active.finished = work(active, placed);
  }

  /** Several runs in the background, at most one a core at a time. One that is cancelled before its turn ends at once. */
  function launchMany(placed: readonly PlacedRun[]): void {
    const works = placed.map((one) => {
      const active = activate(one);
      let begun: Promise<void> | null = null;
      const begin = (): Promise<void> => (begun ??= work(active, one));
      active.finished = new Promise((resolve) => {
        active.abort.signal.addEventListener('abort', () => resolve(begin()), { once: true });
      });
      return async () => {
        active.finished = begin();
        await active.finished;
      };
    });
    void fitMany(works, context.core().info().hardwareThreads);
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
        const planned = await planRun(context, request, (config) => config, signal);
        requireWorkspace(context, workspace);
        const placed = await placeRun(context, planned);
        launch(placed);
        return { runId: placed.run.summary.id };
      } finally {
        started();
      }
    },

    'training.startMany': async ({ requests }, { signal }) => {
      const { workspace } = context;
      const started = runs.announceStart();
      const placed: PlacedRun[] = [];
      try {
        const planned = [];
        for (const request of requests) planned.push(await planRun(context, request, oneThread, signal));
        requireWorkspace(context, workspace);
        for (const one of planned) placed.push(await placeRun(context, one));
        launchMany(placed);
        return { runIds: placed.map(({ run }) => run.summary.id) };
      } catch (error) {
        // Either all of them begin or none: the folders that were made are empty of results.
        for (const { run, lock } of placed) {
          await lock.release();
          await removeRun(run.summary.folder, context.clock);
        }
        throw error;
      } finally {
        started();
      }
    },

    'training.findRate': async (request, { signal }) => {
      const { dataset } = await datasets.get(request.datasetId, signal);
      await loadCalendar(request.data.calendar ?? []);
      const config = resolveConfig(dataset, request);
      const prepared = prepare(dataset, config.data, config.model, config.training.loss);
      const network = createNetwork(context.core(), config, prepared.seriesIds.length, prepared.categories);
      const started = context.clock.now();
      try {
        const curve = await runJob(context, 'rate', `Searching a learning rate for ${dataset.name}`, (job) =>
          findRate({ model: network, config, prepared, signal, onProgress: job.progress }),
        );
        return { ...curve, seconds: (context.clock.now() - started) / 1000 };
      } finally {
        network.dispose();
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
      recordedSet(context.core().info(), run.summary.isa, run.summary.name);
      const { workspace } = context;
      const started = runs.announceStart();
      try {
        const loaded = await datasets.ofRun(run.dataset, signal);
        requireWorkspace(context, workspace);
        const lock = await lockRun(run.summary.folder, context.clock);
        Object.assign(run.summary, { state: 'running', error: null });
        launch({ run, loaded, lock });
      } finally {
        started();
      }
    },
  };
}
