import type { EngineClient } from '../../../cli/session.ts';
import type { RunState, RunSummary } from '../../../engine/protocol/training.ts';

const LAST: readonly RunState[] = ['done', 'cancelled', 'failed'];

/** How a run ends; ask before it can have ended. */
export function ended(client: EngineClient, runId: string): Promise<RunSummary> {
  return new Promise((resolve) => {
    const stop = client.on('run.changed', (run) => {
      if (run.id !== runId || !LAST.includes(run.state)) return;
      stop();
      resolve(run);
    });
  });
}
