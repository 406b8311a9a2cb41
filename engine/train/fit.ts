import { CancelledError } from '../protocol/errors.ts';
import type { FitRequest } from './fit-request.ts';
import { FitRun } from './fit-run.ts';
import type { FitState } from './state.ts';

/** Between two checkpoints; a crash costs at most this. */
const CHECKPOINT_MILLISECONDS = 5000;

export interface FitResult {
  state: FitState;
  /** `epochs`: all of them are done, or those before a pause. */
  reason: 'epochs' | 'patience' | 'stopped';
}

/**
 * Trains until the epochs are over, the validation loss has not improved for `patience` epochs, or the user stops it, and
 * leaves the weights that the run keeps (`training.keep`) in the model. The result depends on configuration and data only: not on how the
 * steps are cut into calls, on threads, or on interruptions.
 * Errors: CancelledError; ExpectedError `diverged` where a loss or gradient is not finite, `out-of-memory`.
 */
export async function fit(request: FitRequest): Promise<FitResult> {
  const { model, clock } = request;
  const { epochs, patience } = request.config.training;
  const last = Math.min(epochs, request.pauseAfter ?? epochs);
  const run = new FitRun(request);
  let checkpointAt = clock.now() + CHECKPOINT_MILLISECONDS;
  const { state } = run;
  while (state.epoch <= last && state.waited < patience && !state.stopped) {
    if (await run.finishedEpoch()) continue;
    const cancelled = await run.call();
    if (cancelled || request.signal.aborted) {
      await run.checkpoint();
      throw new CancelledError('Training was cancelled; it can be resumed.');
    }
    if (request.stopRequested()) await run.stop();
    if (clock.now() >= checkpointAt) {
      await run.checkpoint();
      checkpointAt = clock.now() + CHECKPOINT_MILLISECONDS;
    }
  }
  run.report();
  run.capture();
  model.setParameters(state.bestParameters);
  return { state, reason: state.stopped ? 'stopped' : state.epoch > last ? 'epochs' : 'patience' };
}
