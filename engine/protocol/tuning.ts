/** Tuning: declared spaces, trials and studies, as they cross the wire. */
import type { DataConfig, ModelConfig, TrainingConfig, TrainingRequest } from './training.ts';

/** The values that a knob may take: either `choices`, or a range from `from` to `to`, both included; whole for a whole-numbered knob. */
export interface NumberDomain {
  choices?: number[] | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** How a range is drawn: evenly (linear, the default), or evenly in the logarithm. */
  scale?: 'linear' | 'log' | undefined;
}

/** A number of steps, or of seasons or horizons, rounded to whole steps. */
export interface StepsDomain extends NumberDomain {
  of?: 'step' | 'season' | 'horizon' | undefined;
}

export interface ChoiceDomain<T> {
  choices: T[];
}

/** Brackets: a choice between true and false is one domain, not one of each. */
type DomainOf<T> = [T] extends [number] ? NumberDomain : ChoiceDomain<T>;

export type ModelKnob = keyof ModelConfig;
/** Epochs are what trials are given more of; seed, threads and instruction set decide nothing that a trial could find out. */
export type TrainingKnob = Exclude<keyof TrainingConfig, 'quantiles' | 'epochs' | 'patience' | 'seed' | 'threads' | 'instructionSet'>;

/** What tuning may decide, each knob with the values it may take; what is left out stays as the request says. */
export interface TuningSpace {
  data?:
    | {
        context?: StepsDomain | undefined;
        transform?: ChoiceDomain<DataConfig['transform']> | undefined;
        anchor?: ChoiceDomain<boolean> | undefined;
        difference?: NumberDomain | undefined;
        scaling?: ChoiceDomain<DataConfig['scaling']> | undefined;
      }
    | undefined;
  model?: { [K in ModelKnob]?: DomainOf<ModelConfig[K]> | undefined } | undefined;
  training?: { [K in TrainingKnob]?: DomainOf<TrainingConfig[K]> | undefined } | undefined;
}

/** What trials are compared by, both over validation points, lower is better: MASE of the point forecast, or mean pinball loss in the target's units. */
export type TuningMetric = 'mase' | 'pinball';

/** How a study goes about it. */
export interface TuningSettings {
  /** For everything: search and retraining. */
  budgetSeconds: number;
  /** Most configurations that are drawn; null: as many as the budget allows. */
  trials: number | null;
  /** Seeds with which each finalist is trained. */
  seeds: number;
  /** How many of the best configurations are trained with further seeds; the untuned one joins them. */
  finalists: number;
  metric: TuningMetric;
  /** Of the draws; the seed of training is the request's. */
  seed: number;
  /** Of so many trials at a rung one goes on to the next, which has so many times the epochs. */
  reduction: number;
}

/** What a training request decides beside its dataset and its place. */
export type TrainingWishes = Pick<TrainingRequest, 'data' | 'model' | 'training'>;

/** A request to tune: the wishes of a training, of which the space overrides some; what is left open follows from the data. */
export interface TuningRequest extends TrainingRequest {
  space?: TuningSpace | undefined;
  settings: Pick<TuningSettings, 'budgetSeconds'> & {
    [K in Exclude<keyof TuningSettings, 'budgetSeconds'>]?: TuningSettings[K] | undefined;
  };
}

/** What the space decided for one trial: only knobs of the space, only those that its structure reads. */
export interface TrialChoice {
  data?: { [K in keyof DataConfig]?: DataConfig[K] | undefined } | undefined;
  model?: TrainingRequest['model'];
  training?: TrainingRequest['training'];
}

/** How a trial scored when it reached a rung. */
export interface RungResult {
  rung: number;
  /** Epochs trained by then: fewer than the rung's where early stopping ended it. */
  epochs: number;
  /** Early stopping ended it: a higher rung would add nothing. */
  stopped: boolean;
  /** Of the best weights so far. */
  score: number;
  /** Training time so far. */
  seconds: number;
}

export interface Trial {
  /** From 0, in the order of the draws; 0 is the configuration that nobody tuned. */
  number: number;
  /** 0 in the search; a finalist trained with another seed counts on. */
  repeat: number;
  choice: TrialChoice;
  /** The rung that it works towards, or has reached. */
  goal: number;
  /** By rung, ascending. */
  results: RungResult[];
  failure: { code: string; message: string } | null;
}

/** A configuration with what its seeds scored at the same rung. */
export interface RankedTrial {
  number: number;
  choice: TrialChoice;
  rung: number;
  epochs: number;
  /** By seed. */
  scores: number[];
  /** Seeds whose training failed. */
  failed: number;
  mean: number;
  /** Sample standard deviation over the seeds; null of one seed. */
  deviation: number | null;
}

/**
 * `queued`: waits for its turn; in no queue, it waited when its engine ended. `interrupted`: the process that worked on it is gone. All but `done`
 * and `failed` can be gone on with.
 */
export type StudyState = 'queued' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed' | 'interrupted';

export interface StudySummary {
  id: string;
  folder: string;
  name: string;
  state: StudyState;
  /** ISO 8601, UTC. */
  createdAt: string;
  datasetId: string;
  datasetName: string;
  wishes: TrainingWishes;
  space: TuningSpace;
  settings: TuningSettings;
  /** Epochs of each rung, ascending. */
  rungs: number[];
  /** Validation origins on which every trial is scored, whatever its context. */
  origins: number;
  /** What seasonal naive scores there; null for pinball, of which it has none. */
  reference: number | null;
  isa: string;
  appVersion: string;
  /** Time spent over all sessions. */
  elapsedSeconds: number;
  error: { code: string; message: string } | null;
}

/** `search`: trials are drawn and the better ones go on; `finals`: the best are trained with further seeds. */
export type StudyPhase = 'search' | 'finals';

export interface StudyProgress {
  studyId: string;
  state: StudyState;
  phase: StudyPhase;
  /** Configurations drawn, and trainings that failed. */
  trials: number;
  failed: number;
  running: number;
  best: { number: number; score: number } | null;
  /** Share of the budget that is used, 0 to 1. */
  progress: number;
  elapsedSeconds: number;
  /** Upper bound: the trials may run out before the budget does. */
  remainingSeconds: number;
}

export interface StudyDetail extends StudySummary {
  /** The file that it was made of. */
  datasetPath: string;
  trials: Trial[];
  /** Best first: those that reached the highest rung, of these the lowest mean. */
  ranking: RankedTrial[];
  /** The best one as a training; null before a trial has reached a rung. */
  winner: { number: number; wishes: TrainingWishes } | null;
  warnings: string[];
}
