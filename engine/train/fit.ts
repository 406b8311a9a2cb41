import type { Clock } from '../base/clock.ts';
import type { NativeModel, TrainStepsResult } from '../native/api.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { EpochRecord, TrainingConfig, TrainingProgress } from '../protocol/training.ts';
import { epochOrder } from './order.ts';
import { halvesAfter, rateAt } from './schedule.ts';
import { emptySums, type FitState } from './state.ts';

/** How long one call into the core should take: short enough to answer a cancel, long enough to cost nothing. */
const CALL_MILLISECONDS = 80;
/** Between two checkpoints; a crash costs at most this. */
const CHECKPOINT_MILLISECONDS = 5000;

export interface FitRequest {
  /** With its source set; parameters and moments are taken from `resume` where given. */
  model: NativeModel;
  config: TrainingConfig;
  /** Indices into the source's starts. */
  training: Int32Array;
  validation: Int32Array;
  resume: FitState | null;
  clock: Clock;
  /** Aborted: checkpoint, then CancelledError. */
  signal: AbortSignal;
  /** True: end now and keep the best weights. */
  stopRequested: () => boolean;
  onProgress: (progress: Omit<TrainingProgress, 'runId'>) => void;
  onCheckpoint: (state: FitState) => Promise<void>;
}

export interface FitResult {
  state: FitState;
  reason: 'epochs' | 'patience' | 'stopped';
}

/**
 * Trains until the epochs are over, the validation loss has not improved for `patience` epochs, or the user stops it, and
 * leaves the best weights in the model. The result depends on configuration and data only: not on how the
 * steps are cut into calls, on threads, or on interruptions.
 * Errors: CancelledError; ExpectedError `diverged` where a loss or gradient is not finite.
 */
export async function fit(request: FitRequest): Promise<FitResult> {
  const { model, config, clock } = request;
  const run = new Run(request);
  let checkpointAt = clock.now() + CHECKPOINT_MILLISECONDS;
  const { state } = run;
  while (state.epoch <= config.epochs && state.waited < config.patience && !state.stopped) {
    if (await run.finishedEpoch()) continue;
    const cancelled = await run.call();
    if (cancelled || request.signal.aborted) {
      await request.onCheckpoint(run.capture());
      throw new CancelledError('Training was cancelled; it can be resumed.');
    }
    if (request.stopRequested()) await run.stop();
    if (clock.now() >= checkpointAt) {
      await request.onCheckpoint(run.capture());
      checkpointAt = clock.now() + CHECKPOINT_MILLISECONDS;
    }
  }
  run.report();
  run.capture();
  model.setParameters(state.bestParameters);
  return { state, reason: state.stopped ? 'stopped' : state.epoch > config.epochs ? 'epochs' : 'patience' };
}

/** One run in progress: the state, and the moves that advance it. */
class Run {
  readonly state: FitState;
  private readonly request: FitRequest;
  private readonly stepsPerEpoch: number;
  private readonly startedAt: number;
  private readonly secondsBefore: number;
  private order: Int32Array;
  private stepsPerCall = 1;
  private stepsThisSession = 0;
  private completed: EpochRecord[] = [];

  constructor(request: FitRequest) {
    this.request = request;
    this.stepsPerEpoch = Math.ceil(request.training.length / request.config.batch);
    this.state = request.resume ?? freshState(request.model);
    if (request.resume) {
      request.model.setParameters(request.resume.parameters);
      request.model.setOptimizerState({ moments: request.resume.moments, step: request.resume.step });
    }
    this.order = epochOrder(request.training, request.config.seed, this.state.epoch);
    this.startedAt = request.clock.now();
    this.secondsBefore = this.state.seconds;
  }

  /** Some optimiser steps in one call of the core. True: cancelled. */
  async call(): Promise<boolean> {
    const { state, request } = this;
    const { batch, epochs } = request.config;
    const steps = Math.min(this.stepsPerCall, this.stepsPerEpoch - state.position);
    const from = state.position * batch;
    const order = this.order.subarray(from, Math.min(this.order.length, from + steps * batch));
    const planned = epochs * this.stepsPerEpoch;
    const rates = Float64Array.from({ length: steps }, (_, i) => rateAt(request.config, state.step + i, planned, state.halvings));
    const onAbort = (): void => request.model.cancel();
    request.signal.addEventListener('abort', onAbort);
    const before = request.clock.now();
    let result: TrainStepsResult;
    try {
      result = await request.model.trainSteps({ order, batch, rates });
    } finally {
      request.signal.removeEventListener('abort', onAbort);
    }
    const took = Math.max(0.01, request.clock.now() - before);
    this.add(result, batch);
    if (result.notFinite) throw this.diverged(result.notFinite, this.state.step + 1, result.gradientNorms[result.steps - 1]);
    this.stepsPerCall = Math.max(1, Math.min(this.stepsPerCall * 4, Math.round((steps * CALL_MILLISECONDS) / took)));
    this.report();
    return result.cancelled;
  }

  /** Ends the epoch where all its steps are done: validates, keeps the best weights, moves on. True: it ended. */
  async finishedEpoch(): Promise<boolean> {
    const { state, request } = this;
    if (state.position < this.stepsPerEpoch) return false;
    const record = await this.measure();
    if (halvesAfter(request.config.schedule, state.waited, request.config.patience)) state.halvings++;
    state.history.push(record);
    this.completed.push(record);
    state.epoch++;
    state.position = 0;
    state.sums = emptySums(request.model.layers.length);
    this.order = epochOrder(request.training, request.config.seed, state.epoch);
    return true;
  }

  /** Ends the run now: the weights in the middle of an epoch may be better than the best so far. */
  async stop(): Promise<void> {
    this.state.stopped = true;
    if (this.state.sums.steps === 0) return;
    const record = await this.measure();
    this.state.history.push(record);
    this.completed.push(record);
  }

  /** Everything as it stands, ready to be written. */
  capture(): FitState {
    const { model } = this.request;
    const optimizer = model.getOptimizerState();
    this.state.parameters = model.getParameters();
    this.state.moments = optimizer.moments;
    this.state.seconds = this.elapsed();
    return this.state;
  }

  report(): void {
    const { state, request } = this;
    const { epochs, patience } = request.config;
    const session = this.elapsed() - this.secondsBefore;
    const left = Math.max(0, (epochs - state.epoch + 1) * this.stepsPerEpoch - state.position);
    const perStep = this.stepsThisSession === 0 ? 0 : session / this.stepsThisSession;
    request.onProgress({
      epoch: Math.min(state.epoch, epochs),
      epochs,
      progress: state.step / (epochs * this.stepsPerEpoch),
      trainingLoss: state.sums.windows > 0 ? state.sums.loss / state.sums.windows : (state.history.at(-1)?.trainingLoss ?? 0),
      windowsPerSecond: perStep === 0 ? 0 : Math.min(request.config.batch, request.training.length) / perStep,
      elapsedSeconds: this.elapsed(),
      remainingSeconds: left * perStep,
      bestEpoch: state.bestEpoch,
      bestValidationLoss: state.bestValidationLoss,
      patienceLeft: Math.max(0, patience - state.waited),
      completed: this.completed.splice(0),
    });
  }

  private async measure(): Promise<EpochRecord> {
    const { state, request } = this;
    const validationLoss = await request.model.evaluate(request.validation, EVALUATION_BATCH);
    if (!Number.isFinite(validationLoss)) throw this.diverged('validation loss', state.step, undefined);
    if (state.bestValidationLoss === null || validationLoss < state.bestValidationLoss) {
      state.bestValidationLoss = validationLoss;
      state.bestEpoch = state.epoch;
      state.bestParameters = request.model.getParameters();
      state.waited = 0;
    } else {
      state.waited++;
    }
    const planned = request.config.epochs * this.stepsPerEpoch;
    return {
      epoch: state.epoch,
      trainingLoss: state.sums.loss / state.sums.windows,
      validationLoss,
      rate: rateAt(request.config, state.step - 1, planned, state.halvings),
      gradientNorm: state.sums.gradientNorm / state.sums.steps,
      clippedNorm: state.sums.clippedNorm / state.sums.steps,
      clippedShare: state.sums.clipped / state.sums.steps,
      layerNorms: request.model.layers.map((layer, i) => ({ layer, norm: state.sums.layerNorms[i]! / state.sums.steps })),
    };
  }

  private add(result: TrainStepsResult, batch: number): void {
    const { state } = this;
    const layers = state.sums.layerNorms.length;
    for (let i = 0; i < result.steps; i++) {
      const windows = Math.min(batch, this.order.length - (state.position + i) * batch);
      state.sums.loss += result.losses[i]! * windows;
      state.sums.windows += windows;
      state.sums.gradientNorm += result.gradientNorms[i]!;
      state.sums.clippedNorm += result.clippedNorms[i]!;
      if (result.clippedNorms[i]! < result.gradientNorms[i]!) state.sums.clipped++;
      for (let layer = 0; layer < layers; layer++) state.sums.layerNorms[layer]! += result.layerNorms[i * layers + layer]!;
    }
    state.sums.steps += result.steps;
    state.position += result.steps;
    state.step += result.steps;
    this.stepsThisSession += result.steps;
  }

  private diverged(what: string, step: number, norm: number | undefined): ExpectedError {
    const { rate, clipNorm } = this.request.config;
    const { epoch } = this.state;
    return new ExpectedError(
      'diverged',
      `Training diverged: the ${what} of step ${step} (epoch ${epoch}) is not finite` +
        `${norm === undefined ? '' : `, after a gradient norm of ${norm.toPrecision(3)}`}. ` +
        `Halve the learning rate (now ${rate}) or lower the clipping norm (now ${clipNorm}), look for extreme values in the data, and train again.`,
      { step, epoch, rate },
    );
  }

  private elapsed(): number {
    return this.secondsBefore + (this.request.clock.now() - this.startedAt) / 1000;
  }
}

/** Windows in one evaluation batch: large, since nothing is kept for a backward pass. */
const EVALUATION_BATCH = 256;

function freshState(model: NativeModel): FitState {
  const parameters = model.getParameters();
  return {
    epoch: 1,
    position: 0,
    sums: emptySums(model.layers.length),
    step: 0,
    halvings: 0,
    waited: 0,
    stopped: false,
    bestEpoch: 0,
    bestValidationLoss: null,
    history: [],
    parameters,
    moments: new Float32Array(2 * parameters.length),
    bestParameters: parameters,
    seconds: 0,
  };
}
