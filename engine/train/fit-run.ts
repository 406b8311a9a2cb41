import type { TrainStepsResult } from '../native/api.ts';
import type { ExpectedError } from '../protocol/errors.ts';
import type { EpochRecord } from '../protocol/training.ts';
import { diverged, type Divergence } from './diverged.ts';
import { averageWeights } from './average.ts';
import type { FitRequest } from './fit-request.ts';
import { explainMemory } from './memory.ts';
import { epochOrder } from './order.ts';
import { halvesAfter, rateAt } from './schedule.ts';
import { addSteps, emptySums, epochMeans, freshState, type FitState } from './state.ts';

/** How long one call into the core should take: short enough to answer a cancel, long enough to cost nothing. */
const CALL_MILLISECONDS = 80;
/** Windows in one evaluation batch: large, since nothing is kept for a backward pass. */
const EVALUATION_BATCH = 256;

/** One run in progress: the state, and the moves that advance it. */
export class FitRun {
  readonly state: FitState;
  private readonly request: FitRequest;
  private readonly stepsPerEpoch: number;
  private readonly startedAt: number;
  private readonly secondsBefore: number;
  private order: Int32Array;
  private stepsPerCall = 1;
  private stepsThisSession = 0;
  private completed: EpochRecord[] = [];
  /** The last checkpoint. */
  private kept: Divergence['checkpoint'] = null;

  constructor(request: FitRequest) {
    this.request = request;
    this.stepsPerEpoch = Math.ceil(request.training.length / request.config.training.batch);
    this.state = request.resume ?? freshState(request.model);
    if (request.resume) {
      this.kept = { step: request.resume.step, epoch: request.resume.epoch };
      request.model.setParameters(request.resume.parameters);
      request.model.setOptimizerState({ moments: request.resume.moments, step: request.resume.step });
    }
    this.order = epochOrder(request.training, request.config.training.seed, this.state.epoch);
    this.startedAt = request.clock.now();
    this.secondsBefore = this.state.seconds;
  }

  /** Some optimiser steps in one call of the core. True: cancelled. */
  async call(): Promise<boolean> {
    const { state, request } = this;
    const { batch, epochs } = request.config.training;
    const steps = Math.min(this.stepsPerCall, this.stepsPerEpoch - state.position);
    const from = state.position * batch;
    const order = this.order.subarray(from, Math.min(this.order.length, from + steps * batch));
    const planned = epochs * this.stepsPerEpoch;
    const rates = Float64Array.from({ length: steps }, (_, i) => rateAt(request.config.training, state.step + i, planned, state.halvings));
    const onAbort = (): void => request.model.cancel();
    request.signal.addEventListener('abort', onAbort);
    const before = request.clock.now();
    let result: TrainStepsResult;
    try {
      result = await request.model.trainSteps({ order, batch, rates });
    } catch (error) {
      throw explainMemory(error, request.config);
    } finally {
      request.signal.removeEventListener('abort', onAbort);
    }
    const took = Math.max(0.01, request.clock.now() - before);
    this.add(result, batch);
    if (result.notFinite) throw this.diverged(result.notFinite, result);
    this.stepsPerCall = Math.max(1, Math.min(this.stepsPerCall * 4, Math.round((steps * CALL_MILLISECONDS) / took)));
    this.report();
    return result.cancelled;
  }

  /** Ends the epoch where all its steps are done: validates, keeps the best weights, moves on. True: it ended. */
  async finishedEpoch(): Promise<boolean> {
    const { state, request } = this;
    if (state.position < this.stepsPerEpoch) return false;
    const { schedule, patience } = request.config.training;
    const record = await this.measure();
    if (halvesAfter(schedule, state.waited, patience)) state.halvings++;
    state.history.push(record);
    this.completed.push(record);
    state.epoch++;
    state.position = 0;
    state.sums = emptySums(request.model.layers.length);
    this.order = epochOrder(request.training, request.config.training.seed, state.epoch);
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

  /** Hands everything to whoever keeps it. */
  async checkpoint(): Promise<void> {
    await this.request.onCheckpoint(this.capture());
    this.kept = { step: this.state.step, epoch: this.state.epoch };
  }

  report(): void {
    const { state, request } = this;
    const { batch, epochs, patience } = request.config.training;
    const session = this.elapsed() - this.secondsBefore;
    const left = Math.max(0, (epochs - state.epoch + 1) * this.stepsPerEpoch - state.position);
    const perStep = this.stepsThisSession === 0 ? 0 : session / this.stepsThisSession;
    request.onProgress({
      epoch: Math.min(state.epoch, epochs),
      epochs,
      progress: state.step / (epochs * this.stepsPerEpoch),
      trainingLoss: state.sums.windows > 0 ? state.sums.loss / state.sums.windows : (state.history.at(-1)?.trainingLoss ?? 0),
      windowsPerSecond: perStep === 0 ? 0 : Math.min(batch, request.training.length) / perStep,
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
    const means = epochMeans(state.sums, request.model.layers);
    const validated = request.validation.length > 0;
    const weights = this.average();
    const validationLoss = validated ? await this.validate(weights) : means.trainingLoss;
    if (!Number.isFinite(validationLoss)) throw this.diverged('validation loss', null);
    const { epochs, keep } = request.config.training;
    const best = !validated || state.bestValidationLoss === null || validationLoss < state.bestValidationLoss;
    if (best) {
      state.bestValidationLoss = validationLoss;
      state.bestEpoch = state.epoch;
    }
    state.waited = best ? 0 : state.waited + 1;
    if (best || keep === 'last') state.bestParameters = weights;
    const planned = epochs * this.stepsPerEpoch;
    const rate = rateAt(request.config.training, state.step - 1, planned, state.halvings);
    return { epoch: state.epoch, validationLoss, rate, ...means };
  }

  /** What is kept of the weights as they stand now. */
  private average(): Float32Array {
    const { state, request } = this;
    const { averaging } = request.config.training;
    const weights = averageWeights(state.average, request.model.getParameters(), state.history.length, averaging);
    if (averaging > 1) state.average = weights;
    return weights;
  }

  /** The validation loss of such weights; the model goes on with its own. */
  private async validate(weights: Float32Array): Promise<number> {
    const { model, validation, config } = this.request;
    if (config.training.averaging < 2) return model.evaluate(validation, EVALUATION_BATCH);
    const own = model.getParameters();
    model.setParameters(weights);
    try {
      return await model.evaluate(validation, EVALUATION_BATCH);
    } finally {
      model.setParameters(own);
    }
  }

  private add(result: TrainStepsResult, batch: number): void {
    const { state } = this;
    addSteps(state.sums, result, (i) => Math.min(batch, this.order.length - (state.position + i) * batch));
    state.position += result.steps;
    state.step += result.steps;
    this.stepsThisSession += result.steps;
  }

  private diverged(what: Divergence['what'], result: TrainStepsResult | null): ExpectedError {
    const { step, epoch } = this.state;
    return diverged(
      {
        what,
        step: result === null ? step : step + 1,
        epoch,
        loss: result?.failed?.loss ?? null,
        gradientNorm: result?.failed?.gradientNorm ?? null,
        normBefore: result?.gradientNorms[result.steps - 1] ?? null,
        checkpoint: this.kept,
      },
      this.request.config.training,
    );
  }

  private elapsed(): number {
    return this.secondsBefore + (this.request.clock.now() - this.startedAt) / 1000;
  }
}
