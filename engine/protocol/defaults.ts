/** A configuration where nothing was decided: what a request leaves open follows from it and from the data (`training.resolve`). */
import type { DataConfig, ModelConfig, TrainingConfig } from './training.ts';

/** A network that reads its target alone; what a run from before there was a choice did with its data. */
export const DATA_DEFAULTS: Readonly<
  Pick<DataConfig, 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved' | 'lambda' | 'scaling' | 'difference'>
> = {
  future: [],
  statics: [],
  categorical: [],
  calendar: [],
  sinceObserved: false,
  lambda: 1,
  scaling: 'series',
  difference: 0,
};

/** The network that a small data set gets. */
export const MODEL_DEFAULTS: Readonly<ModelConfig> = {
  structure: 'stack',
  kind: 'gru',
  hidden: 32,
  layers: 1,
  dropout: 0,
  residual: false,
  layerNorm: false,
  dilated: false,
  bidirectional: false,
  reverseSource: false,
  teacherForcing: 0.5,
  segment: 0,
  seriesEmbedding: 0,
  monotone: false,
  resetAfter: true,
  skip: true,
  skipStart: 'zero',
};

/** Nine quantiles: the deciles, of which the outer two bound the 80 % interval. */
const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export const TRAINING_DEFAULTS: Readonly<TrainingConfig> = {
  loss: 'quantile',
  quantiles: DECILES,
  epochs: 60,
  batch: 32,
  optimizer: 'adam',
  rate: 3e-3,
  schedule: 'cosine',
  warmup: 0,
  weightDecay: 0,
  patience: 15,
  clipNorm: 1,
  clipValue: 0,
  gradientNoise: 0,
  averaging: 1,
  keep: 'best',
  seed: 1,
  threads: 0,
  instructionSet: 'auto',
};
