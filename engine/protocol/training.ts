/** Training, runs and their forecasts, as they cross the wire. */
import type { Evaluation } from './evaluation.ts';
import type { RunAnnotation, RunLosses } from './runs.ts';

export type { Evaluation, MethodName, Metrics, Verdict } from './evaluation.ts';

export type ModelKind = 'rnn' | 'lstm' | 'gru';
export type Transform = 'none' | 'log' | 'box-cox';
/** `series`: by mean and deviation of the series' training part; `window`: by those of each context, for series that are unlike or move. */
export type Scaling = 'series' | 'window';
/** Where the linear bypass begins: as no bypass, or as the closed-form ridge on the training windows; a fixed one is not learned further. */
export type SkipStart = 'zero' | 'ridge' | 'fixed-ridge';
/**
 * `stack`: recurrent layers, then all steps of the horizon at once from the last state. `encoder-decoder`: a second stack with its own
 * weights goes through the horizon step by step and reads its own forecasts. `segments`: the context in segments, the
 * horizon's segments decoded in parallel (SegRNN, Lin et al. 2023). `deepar`: one stack that forecasts a distribution a step and reads its own
 * draws, so that its forecasts are sample paths (Salinas et al. 2020). `es-rnn`: exponential smoothing with a level and a season, its rates
 * learned for each series, and a stack for what it leaves (Smyl 2020).
 */
export type Structure = 'stack' | 'encoder-decoder' | 'segments' | 'deepar' | 'es-rnn';
export type Schedule = 'constant' | 'step' | 'cosine' | 'plateau';
export type LossKind = 'quantile' | 'mse' | 'mae' | 'huber' | 'normal' | 'studentT' | 'negativeBinomial';
export type Optimizer = 'adam' | 'adamw';
/** `auto`: the best that the machine has. The result of a run is the same bytes wherever the same set computes it. */
export type InstructionSetChoice = 'auto' | 'avx512' | 'avx2' | 'sse2' | 'neon' | 'scalar';

/**
 * What a calendar says of a time on the clock of the dataset's zone: the place in a cycle (time of day to the minute, day of the week,
 * month, day of the year), or whether the day is a public holiday of a country or one of its regions (`holiday:DE`, `holiday:DE-BY`).
 */
export type CalendarFeature = 'hour' | 'weekday' | 'month' | 'day-of-year' | `holiday:${string}`;

export interface DataConfig {
  target: string;
  /** Past covariates: columns known up to the origin. */
  covariates: string[];
  /** Future covariates: columns known through origin + h; a forecast needs their rows after the last observed target. */
  future: string[];
  /** Static covariates: columns that are constant in each series. */
  statics: string[];
  /** Those of the columns above whose values are names, not amounts: each name has a learned vector, and one stands for all unknown ones. */
  categorical: string[];
  /** Future covariates that follow from the time alone. */
  calendar: CalendarFeature[];
  /** One more channel beside the mask of gaps: the time since the target was last observed, up to C steps. */
  sinceObserved: boolean;
  /**
   * The first and the last row that are read, whatever the run does: a date (a year, month or day stands for all of it) or date and time on the
   * clock of the dataset's zone or with an offset; without time a row number. Absent: from the start, to the end.
   */
  from?: string;
  to?: string;
  /** Context length C in steps. */
  context: number;
  /** Horizon h in steps. */
  horizon: number;
  /** Season m in steps, for seasonal naive and MASE; 1: none. */
  season: number;
  /** Share of each series, from its end, kept for the test and before it for validation. */
  validationShare: number;
  testShare: number;
  transform: Transform;
  /** Exponent of `box-cox`, from -1 to 2; 0: the logarithm. Other transforms have no use for it and leave it at 1. */
  lambda: number;
  scaling: Scaling;
  /** Subtract the last observed value of each context, so that the model learns changes. */
  anchor: boolean;
  /**
   * A lag d in steps: the model learns the changes from d steps before, of transformed values, and its forecasts are changes from the last d values, instead of
   * from the last one. 0: none.
   */
  difference: number;
}

export interface ModelConfig {
  structure: Structure;
  kind: ModelKind;
  hidden: number;
  layers: number;
  dropout: number;
  /** A layer whose width allows it adds its input to its output. */
  residual: boolean;
  /** Layer normalisation after each recurrent layer. */
  layerNorm: boolean;
  /** Layer l reads its state of 2^(l-1) steps before (Chang et al. 2017); in an ES-RNN the fourth of a season before. */
  dilated: boolean;
  /** Each layer also reads the context backwards (of an encoder-decoder: the encoder's). */
  bidirectional: boolean;
  /** Encoder-decoder: reads the context backwards. */
  reverseSource: boolean;
  /** Encoder-decoder: the share of training steps at which the decoder reads the true value instead of its own forecast. */
  teacherForcing: number;
  /** Segments: steps a segment. */
  segment: number;
  /** Size of the learned vector of each series of a panel; 0: none. */
  seriesEmbedding: number;
  /** Quantiles that cannot cross, by construction. */
  monotone: boolean;
  /** GRU only: reset gate after the recurrent product (cuDNN and PyTorch form). */
  resetAfter: boolean;
  /** A linear bypass from the context's target values to the horizon. */
  skip: boolean;
  skipStart: SkipStart;
}

export interface TrainingConfig {
  loss: LossKind;
  quantiles: number[];
  epochs: number;
  batch: number;
  optimizer: Optimizer;
  rate: number;
  schedule: Schedule;
  /** Share of all steps over which the rate rises from 0 to its first value. */
  warmup: number;
  weightDecay: number;
  /** Epochs without a better validation loss before training stops. */
  patience: number;
  clipNorm: number;
  /** Largest absolute value of an element of the gradient; 0: any. */
  clipValue: number;
  /** Variance of the noise added to gradients at the first step (Neelakantan et al. 2015); 0: none. */
  gradientNoise: number;
  /**
   * The weights that are validated and kept are averages over the ends of about so many epochs (at first of all there are, then exponential); 1: the
   * weights themselves.
   */
  averaging: number;
  /** Which epoch's weights are kept: those of the least validation loss, or the last. */
  keep: 'best' | 'last';
  seed: number;
  /** 0: one a core. */
  threads: number;
  instructionSet: InstructionSetChoice;
}

/** A complete, resolved configuration; what a run records. */
export interface RunConfig {
  data: DataConfig;
  model: ModelConfig;
  training: TrainingConfig;
}

/** Settings for whoever wants to turn no knob, sized by the data and by the time that training takes on this machine. */
export type Preset = 'quick' | 'accurate' | 'long-horizon' | 'counts';

/** What the user decides; the rest follows from the data (`training.resolve` shows it). */
export interface TrainingRequest {
  datasetId: string;
  name?: string | undefined;
  /** Decides what the user does not. */
  preset?: Preset | undefined;
  /** A folder for the run outside of the workspace; it must be empty or not exist. */
  folder?: string | undefined;
  data: Pick<DataConfig, 'target' | 'horizon'> & { [K in Exclude<keyof DataConfig, 'target' | 'horizon'>]?: DataConfig[K] | undefined };
  model?: { [K in keyof ModelConfig]?: ModelConfig[K] | undefined };
  training?: { [K in keyof TrainingConfig]?: TrainingConfig[K] | undefined };
}

export interface TrainingEstimate {
  config: RunConfig;
  parameters: number;
  windows: { training: number; validation: number; test: number };
  /** Upper bound: all epochs, without early stopping. */
  seconds: number;
  bytes: number;
  /** What was chosen from the data, and why, sentences. */
  notes: string[];
}

/**
 * `queued`: it waits for its turn, in this engine or, where the engine has gone meanwhile, for whoever starts it again. `paused`: it stands
 * still with a checkpoint until it is resumed. `interrupted`: the engine died or the machine stopped; it can be resumed from its checkpoint.
 */
export type RunState = 'queued' | 'running' | 'paused' | 'stopping' | 'evaluating' | 'done' | 'cancelled' | 'failed' | 'interrupted';

/** Work that stands in the queue beside trainings. */
export interface QueuedWork {
  id: string;
  kind: 'study' | 'automatic';
  name: string;
}

/**
 * Trainings, searches and automatic forecasts of this engine, by their ids: how many may be at work at once, which are, and which wait, in the
 * order in which they will begin.
 */
export interface TrainingQueue {
  limit: number;
  running: string[];
  waiting: string[];
  /** Those of both that are no trainings. */
  others: QueuedWork[];
}

export interface EpochRecord {
  epoch: number;
  trainingLoss: number;
  validationLoss: number;
  rate: number;
  /** Means over the epoch's steps, before and after clipping; `clippedNorm` is NaN in runs from before it was kept. */
  gradientNorm: number;
  clippedNorm: number;
  clippedShare: number;
  /** The same before clipping for each layer of the network, in the order of its parameters. */
  layerNorms: Array<{ layer: string; norm: number }>;
}

export interface TrainingProgress {
  runId: string;
  epoch: number;
  epochs: number;
  /** Share of all steps done, 0 to 1. */
  progress: number;
  /** Mean training loss of the running epoch so far. */
  trainingLoss: number;
  windowsPerSecond: number;
  elapsedSeconds: number;
  /** Upper bound: early stopping may end it sooner. */
  remainingSeconds: number;
  bestEpoch: number;
  bestValidationLoss: number | null;
  patienceLeft: number;
  /** The epochs that have ended since the last message: short ones end several at a time. */
  completed: EpochRecord[];
}

export interface RunSummary {
  id: string;
  folder: string;
  name: string;
  state: RunState;
  /** ISO 8601, UTC. */
  createdAt: string;
  datasetId: string;
  datasetName: string;
  config: RunConfig;
  parameters: number;
  isa: string;
  epochsDone: number;
  bestEpoch: number;
  bestValidationLoss: number | null;
  /** Null before the first epoch has ended, and of runs from before it was kept. */
  losses: RunLosses | null;
  trainSeconds: number;
  evaluation: Evaluation | null;
  error: { code: string; message: string } | null;
  /** True where a checkpoint allows to go on. */
  resumable: boolean;
  annotation: RunAnnotation;
}

export interface RunDetail extends RunSummary {
  history: EpochRecord[];
  log: string[];
}

/** Forecast of one series from its last observed step. */
export interface SeriesForecast {
  seriesId: string;
  /** Epoch milliseconds (or row numbers) of the h forecast steps. */
  time: Float64Array;
  quantiles: number[];
  /** `[h, Q]` row-major, in the target's units. */
  values: Float64Array;
  mean: Float64Array;
  /** The tail of the observed series, for charts. */
  historyTime: Float64Array;
  historyValues: Float64Array;
}

export interface ForecastResult {
  runId: string;
  target: string;
  horizon: number;
  hasTime: boolean;
  series: SeriesForecast[];
  /** Series that could not be forecast, and why. */
  skipped: Array<{ seriesId: string; reason: string }>;
  /** What the reader of the forecasts must know. */
  notes: string[];
}

/** Joint trajectories of one series over the horizon. */
export interface SeriesPaths {
  seriesId: string;
  /** Epoch milliseconds (or row numbers) of the h forecast steps. */
  time: Float64Array;
  /** `[count, h]` row-major, in the target's units. */
  paths: Float64Array;
  /** Quantiles of the sums of the steps up to each, `[h, Q]`; the last row is the whole horizon's. */
  cumulated: Float64Array;
}

/** Sample paths, as the model draws them: without the calibration of a forecast's quantiles. */
export interface PathsResult {
  runId: string;
  target: string;
  horizon: number;
  hasTime: boolean;
  count: number;
  seed: number;
  quantiles: number[];
  series: SeriesPaths[];
  skipped: Array<{ seriesId: string; reason: string }>;
}

export interface ExportResult {
  path: string;
  bytes: number;
  /** Largest |onnx - native| over the compared windows, in the target's units and relative to its scale. */
  maxAbsDifference: number;
  relativeDifference: number;
  tolerance: number;
  windowsCompared: number;
  inputs: Array<{ name: string; type: string; shape: string }>;
  outputs: Array<{ name: string; type: string; shape: string }>;
}

export interface ScoreResult {
  path: string;
  /** What the reader of the scores must know. */
  notes: string[];
  series: number;
  rows: number;
  seconds: number;
  skipped: Array<{ seriesId: string; reason: string }>;
}
