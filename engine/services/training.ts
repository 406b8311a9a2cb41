import { recordedSet } from '../train/instruction-set.ts';
import { oneThread } from '../train/one-thread.ts';
import { loadCalendar, withinRange } from '../data/index.ts';
import { findRate } from '../train/find-rate.ts';
import { prepare } from '../train/prepare.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { Handlers } from '../protocol/contract.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import { lockRun } from '../project/lock.ts';
import { removeRun } from '../project/run-folder.ts';
import type { EngineContext } from './context.ts';
import { estimate } from './estimate.ts';
import { runJob } from './jobs.ts';
import { launchRun } from './launch-run.ts';
import { ranged } from './ranged.ts';
import type { ActiveRun } from './run-store.ts';
import { requireWorkspace } from './shared.ts';
import { placeRun, type PlacedRun, planRun } from './start-run.ts';

export function trainingService(context: EngineContext): Handlers<'training'> {
  const { runs, datasets, queue, studies } = context;
  let estimating: AbortController | null = null;

  /** Ends the work on a run, or its waiting, and waits until it has ended. */
  async function setAside(runId: string, aside: ActiveRun['aside']): Promise<void> {
    const active = runs.activeRun(runId);
    active.aside = aside;
    active.abort.abort();
    await active.finished;
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
        launchRun(context, placed);
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
        for (const one of placed) launchRun(context, one);
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

    'training.findRate': async (wished, { signal }) => {
      const { dataset, request } = ranged((await datasets.get(wished.datasetId, signal)).dataset, wished);
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
      if (queue.isWaiting(runId)) {
        throw new ExpectedError(
          'run-waiting',
          `The run "${active.run.summary.name}" has not begun and has nothing to keep. Start it now, or take it out of the queue.`,
          { runId },
        );
      }
      active.stopRequested = true;
      if (active.run.summary.state !== 'running') return;
      active.run.summary.state = 'stopping';
      context.emit('run.changed', active.run.summary);
    },

    'training.cancel': ({ runId }) => setAside(runId, 'cancelled'),

    'training.pause': ({ runId }) => setAside(runId, 'paused'),

    'training.queue': () => queue.state(),

    'training.setLimit': ({ limit }) => {
      queue.setLimit(limit);
      return queue.state();
    },

    'training.move': ({ id, place }) => {
      queue.move(id, place);
      return queue.state();
    },

    'training.startNow': ({ id }) => {
      queue.startNow(id);
      return queue.state();
    },

    'training.withdraw': async ({ id }) => {
      const { kind } = queue.about(id);
      if (kind === 'run') await setAside(id, 'cancelled');
      else if (kind === 'study') await studies.setAside(id, 'cancelled');
      else context.automatic.get(id)?.abort(new CancelledError());
      return queue.state();
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
        const whole = await datasets.ofRun(run.dataset, signal);
        const loaded = { ...whole, dataset: withinRange(whole.dataset, run.summary.config.data) };
        requireWorkspace(context, workspace);
        const lock = await lockRun(run.summary.folder, context.clock);
        try {
          Object.assign(run.summary, { state: 'queued', error: null });
          await runs.save(run);
        } catch (error) {
          await lock.release();
          throw error;
        }
        launchRun(context, { run, loaded, lock });
      } finally {
        started();
      }
    },
  };
}
