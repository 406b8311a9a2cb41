import { toWireError } from '../protocol/errors.ts';
import type { EngineContext } from './context.ts';
import { createJournal } from './journal.ts';
import type { ActiveRun } from './run-store.ts';
import { workOnRun } from './run-worker.ts';
import type { PlacedRun } from './start-run.ts';

/**
 * Has a run trained in the background when its turn comes; the run itself tells how it goes. One that is aborted before its turn leaves the
 * queue and ends at once.
 */
export function launchRun(context: EngineContext, placed: PlacedRun): void {
  const { queue, runs } = context;
  const { run, lock } = placed;
  const { id } = run.summary;
  const active: ActiveRun = {
    run,
    lock,
    abort: new AbortController(),
    aside: 'cancelled',
    stopRequested: false,
    finished: Promise.resolve(),
    journal: createJournal(),
  };
  runs.activate(active);
  active.finished = new Promise((resolve) => {
    active.abort.signal.addEventListener('abort', () => {
      if (queue.remove(id)) resolve(work(context, active, placed));
    });
    queue.add({ id, kind: 'run' }, async () => {
      const working = work(context, active, placed);
      resolve(working);
      await working;
    });
  });
  // After the queue has told of it: a waiting run that is in no queue was left from an engine before.
  context.emit('run.changed', { ...run.summary });
}

/** Never rejects. */
async function work(context: EngineContext, active: ActiveRun, { run, loaded, lock }: PlacedRun): Promise<void> {
  await workOnRun(context, active, loaded.dataset);
  try {
    await lock.release();
  } catch (error) {
    context.emit('log.line', { level: 'error', channel: run.summary.name, message: toWireError(error).message });
  } finally {
    context.runs.deactivate(run.summary.id);
    context.emit('run.changed', { ...run.summary });
  }
}
