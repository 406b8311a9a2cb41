import type { Clock } from '../base/clock.ts';
import type { NativeModel } from '../native/api.ts';
import type { RunConfig, TrainingProgress } from '../protocol/training.ts';
import type { FitState } from './state.ts';

/** What a run needs to train, and whom it tells. */
export interface FitRequest {
  /** With its source set; parameters and moments are taken from `resume` where given. */
  model: NativeModel;
  config: RunConfig;
  /** Indices into the source's starts. */
  training: Int32Array;
  /** Empty: the weights of the last epoch are kept, and the training loss stands for the validation loss. */
  validation: Int32Array;
  resume: FitState | null;
  /** Ends this session after so many epochs of the run, with nothing decided: a later one goes on as if there had been no pause. */
  pauseAfter?: number | undefined;
  clock: Clock;
  /** Aborted: checkpoint, then CancelledError. */
  signal: AbortSignal;
  /** True: end now and keep the best weights. */
  stopRequested: () => boolean;
  onProgress: (progress: Omit<TrainingProgress, 'runId'>) => void;
  onCheckpoint: (state: FitState) => Promise<void>;
}
