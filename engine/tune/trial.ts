import type { Clock } from '../base/clock.ts';
import type { Dataset } from '../data/dataset.ts';
import { createPredictor } from '../forecast/predict.ts';
import type { InstructionSet, NativeCore } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RungResult, Trial } from '../protocol/tuning.ts';
import { oneThread } from '../train/one-thread.ts';
import { resolveConfig } from '../train/resolve.ts';
import type { FitState } from '../train/state.ts';
import { trainModel } from '../train/train-model.ts';
import { type StudyPlan, wishesOf } from './plan.ts';
import { scoreModel, type ValidationSet } from './validation.ts';

/** Where the states of trials are kept between their rungs. */
export interface TrialStates {
  /** Null where nothing was kept. */
  load(trial: Trial): Promise<FitState | null>;
  save(trial: Trial, state: FitState): Promise<void>;
}

export interface TrialWork {
  core: NativeCore;
  dataset: Dataset;
  plan: StudyPlan;
  validation: ValidationSet;
  states: TrialStates;
  isa: InstructionSet;
  appVersion: string;
  clock: Clock;
}

export type Failure = NonNullable<Trial['failure']>;

/**
 * Trains a trial on one thread from where it stands up to its goal, keeps its state, and scores its best weights. What is wrong with this
 * configuration alone (it cannot be built, it diverges, it does not fit) is a failure and no error.
 * Errors: CancelledError, with the state kept; those of the states.
 */
export async function trainTrial(work: TrialWork, trial: Trial, signal: AbortSignal): Promise<RungResult | Failure> {
  const { core, dataset, plan, states, isa, appVersion, clock } = work;
  const epochs = plan.rungs[trial.goal]!;
  const resume = await states.load(trial);
  const notSaved: unknown[] = [];
  const save = async (state: FitState): Promise<void> => {
    try {
      await states.save(trial, state);
    } catch (error) {
      notSaved.push(error);
      throw error;
    }
  };
  try {
    const config = oneThread(resolveConfig(dataset, { datasetId: '', ...wishesOf(plan, trial.choice) }));
    Object.assign(config.training, { seed: config.training.seed + trial.repeat, instructionSet: isa });
    const { trained, fit } = await trainModel({
      core,
      dataset,
      config,
      appVersion,
      clock,
      resume,
      pauseAfter: epochs,
      signal,
      stopRequested: () => false,
      onPrepared: () => {},
      onProgress: () => {},
      onCheckpoint: save,
    });
    await save(fit.state);
    const predictor = createPredictor(core, trained, 1, isa);
    try {
      const score = await scoreModel(work.validation, dataset, predictor);
      const { history, seconds } = fit.state;
      const stopped = fit.reason === 'patience';
      if (Number.isFinite(score)) return { rung: trial.goal, epochs: history.length, stopped, score, seconds };
      return { code: 'not-finite', message: 'Its forecasts of the validation part are not finite.' };
    } finally {
      predictor.dispose();
    }
  } catch (error) {
    if (!(error instanceof ExpectedError) || notSaved.includes(error)) throw error;
    return { code: error.code, message: error.message };
  }
}
