import type { TrainingRequest } from '../engine/protocol/training.ts';
import { type Arguments, type Command, UsageError } from './command.ts';

/** The configuration of a run, where the user wants it otherwise than the data suggest. */
export const trainingFlags: Command['flags'] = {
  model: { value: '<kind>', help: 'gru, lstm or rnn (gru)' },
  context: { value: '<steps>', help: 'steps that the model sees (from horizon and season)' },
  covariates: { value: '<list>', help: 'columns known up to the origin, separated by commas' },
  season: { value: '<steps>', help: 'steps in a season, 1 for none (by frequency)' },
  hidden: { value: '<n>', help: 'hidden units a layer (32 or 64, by size of the data)' },
  layers: { value: '<n>', help: 'stacked layers (1)' },
  dropout: { value: '<share>', help: 'dropout between layers and before the head (0)' },
  'reset-before': { help: 'GRU: reset the state before the recurrent product' },
  'no-skip': { help: 'no linear bypass from context to horizon' },
  'no-anchor': { help: 'do not subtract the last observed value of a context' },
  transform: { value: '<name>', help: 'none or log (log where the spread grows with the level)' },
  validation: { value: '<share>', help: 'share of each series for early stopping (0.15)' },
  test: { value: '<share>', help: 'share of each series, at its end, for the backtest (0.15)' },
  loss: { value: '<name>', help: 'quantile or mse (quantile)' },
  quantiles: { value: '<list>', help: 'levels of the forecast (0.1,0.2 ... 0.9)' },
  epochs: { value: '<n>', help: 'most epochs (by size of the data)' },
  batch: { value: '<n>', help: 'windows in an optimiser step (by size of the data)' },
  rate: { value: '<x>', help: 'first learning rate (0.003)' },
  schedule: { value: '<name>', help: 'constant, cosine or plateau (cosine)' },
  patience: { value: '<n>', help: 'epochs without improvement before training stops (a quarter of the epochs)' },
  clip: { value: '<norm>', help: 'largest global norm of the gradient, 0 for no limit (1)' },
  seed: { value: '<n>', help: 'seed of everything random (1)' },
  threads: { value: '<n>', help: 'threads; the result does not depend on it (one a core)' },
  name: { value: '<text>', help: 'name of the run' },
};

/** The request without its dataset. Error: UsageError. */
export function trainingRequest(args: Arguments): Omit<TrainingRequest, 'datasetId'> {
  const target = args.required('target');
  args.required('horizon');
  return {
    name: args.text('name'),
    data: {
      target,
      horizon: args.integer('horizon', 1)!,
      context: args.integer('context', 1),
      covariates: args.list('covariates'),
      season: args.integer('season', 1),
      validationShare: args.number('validation'),
      testShare: args.number('test'),
      transform: args.choice('transform', ['none', 'log']),
      anchor: args.has('no-anchor') ? false : undefined,
    },
    model: {
      kind: args.choice('model', ['gru', 'lstm', 'rnn']),
      hidden: args.integer('hidden', 1),
      layers: args.integer('layers', 1),
      dropout: args.number('dropout'),
      resetAfter: args.has('reset-before') ? false : undefined,
      skip: args.has('no-skip') ? false : undefined,
    },
    training: {
      loss: args.choice('loss', ['quantile', 'mse']),
      quantiles: levels(args),
      epochs: args.integer('epochs', 1),
      batch: args.integer('batch', 1),
      rate: args.number('rate'),
      schedule: args.choice('schedule', ['constant', 'cosine', 'plateau']),
      patience: args.integer('patience', 1),
      clipNorm: args.number('clip'),
      seed: args.integer('seed', 0),
      threads: args.integer('threads', 0),
    },
  };
}

function levels(args: Arguments): number[] | undefined {
  return args.list('quantiles')?.map((item) => {
    const level = Number(item);
    if (!(level > 0 && level < 1)) throw new UsageError(`Expected levels between 0 and 1 for --quantiles but received "${item}".`);
    return level;
  });
}
