import type { RunDetail, RunState } from '../engine/protocol/training.ts';
import { CancelledError, ExpectedError } from '../engine/protocol/errors.ts';
import type { CommandContext } from './command.ts';
import { figure } from './table.ts';

const ended: RunState[] = ['done', 'cancelled', 'failed', 'interrupted'];

/**
 * Starts a run by `begin`, shows its progress until it has ended, and passes a cancel on to it.
 * Errors: CancelledError with the way to go on; ExpectedError with the run's own message where it failed.
 */
export async function followRun({ client, output, signal }: CommandContext, begin: () => Promise<string>): Promise<RunDetail> {
  const stops: Array<() => void> = [];
  let runId = '';
  const finished = new Promise<void>((resolve) => {
    stops.push(client.on('run.changed', (run) => (run.id === runId && ended.includes(run.state) ? resolve() : undefined)));
  });
  stops.push(
    client.on('training.progress', (progress) => {
      const validation =
        progress.bestValidationLoss === null ? '' : `  best ${figure(progress.bestValidationLoss)} (epoch ${progress.bestEpoch})`;
      const speed = progress.windowsPerSecond > 0 ? `  ${Math.round(progress.windowsPerSecond)} windows/s` : '';
      const text = `epoch ${progress.epoch}/${progress.epochs}  loss ${figure(progress.trainingLoss)}${validation}${speed}`;
      output.progress(progress.progress, progress.remainingSeconds, text);
    }),
  );
  const onAbort = (): void => {
    if (runId !== '') void client.call('training.cancel', { runId }).catch(() => undefined);
  };
  try {
    runId = await begin();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    const now = await client.call('runs.get', { runId });
    if (!ended.includes(now.state)) await finished;
    const run = await client.call('runs.get', { runId });
    if (run.state === 'done') return run;
    if (run.state === 'failed') throw new ExpectedError(run.error?.code ?? 'failed', run.error?.message ?? 'Training failed.');
    throw new CancelledError(`Cancelled. Go on with: hindcast train --resume ${run.folder}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const stop of stops) stop();
    output.endProgress();
  }
}
