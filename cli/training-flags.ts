import type { CalendarFeature, ModelKind, TrainingRequest } from '../engine/protocol/training.ts';
import { type Arguments, type Command, type Range, UsageError } from './command.ts';

const share: Range = { least: 0, below: 1 };

/** Columns beside the target, and when each is known. */
export const covariateFlags: Command['flags'] = {
  covariates: { value: '<list>', help: 'columns known up to the origin, separated by commas' },
  future: { value: '<list>', help: 'columns known beyond the origin; a forecast needs rows with them after the last target' },
  static: { value: '<list>', help: 'columns that are constant in each series of a panel' },
  categorical: { value: '<list>', help: 'which of these columns hold names rather than amounts (columns of text do anyway)' },
  calendar: { value: '<list>', help: 'hour, weekday, month, day-of-year, holiday:<country> such as holiday:DE, separated by commas' },
  'since-observed': { help: 'beside the mask of gaps, the time since the target was last observed' },
};

/** The configuration of a run, where the user wants it otherwise than the data suggest. */
export const trainingFlags: Command['flags'] = {
  preset: { value: '<name>', help: 'quick, accurate, long-horizon or counts: settings for those who want to turn no knob' },
  model: { value: '<kind>', help: 'gru, lstm or rnn (gru; es-rnn lstm)' },
  from: { value: '<date>', help: 'the first row that is read, such as 2015, 2015-03 or 2015-03-01 (of all)' },
  to: { value: '<date>', help: 'the last row that is read (of all)' },
  structure: { value: '<name>', help: 'stack, encoder-decoder, segments, deepar or es-rnn (stack)' },
  context: { value: '<steps>', help: 'steps that the model sees (from horizon and season)' },
  ...covariateFlags,
  season: { value: '<steps>', help: 'steps in a season, 1 for none (by frequency)' },
  hidden: { value: '<n>', help: 'hidden units a layer (32 or 64, by size of the data; es-rnn 40)' },
  layers: { value: '<n>', help: 'stacked layers (1; es-rnn 4)' },
  dropout: { value: '<share>', help: 'dropout between layers and before the head (0)' },
  residual: { help: 'a layer adds its input to its output where the widths allow it' },
  'layer-norm': { help: 'layer normalisation after each recurrent layer' },
  dilated: { help: 'each layer looks twice as far back as the one below' },
  bidirectional: { help: 'each layer reads the context backwards too' },
  'reverse-source': { help: 'encoder-decoder: read the context backwards' },
  'teacher-forcing': { value: '<share>', help: 'encoder-decoder: share of steps fed with the true value (0.5)' },
  segment: { value: '<steps>', help: 'segments: steps a segment (the largest up to 48 that divides context and horizon)' },
  'series-embedding': { value: '<n>', help: 'size of a learned vector of each series of a panel (0: none)' },
  monotone: { help: 'quantiles that cannot cross, by construction' },
  'reset-before': { help: 'GRU: reset the state before the recurrent product' },
  'no-skip': { help: 'no linear bypass from context to horizon' },
  'skip-start': {
    value: '<name>',
    help: 'where the bypass begins: zero, ridge (the closed-form linear forecast) or fixed-ridge, which is not learned further (zero)',
  },
  scaling: { value: '<name>', help: 'scale by each series, or by each window: for series that are unlike or move (series)' },
  'no-anchor': { help: 'do not subtract the last observed value of a context' },
  difference: {
    value: '<steps>',
    help: 'learn changes from so many steps before, such as 1 or the season, instead of from the last value (0: none)',
  },
  transform: { value: '<name>', help: 'none, log or box-cox (log where the spread grows with the level)' },
  lambda: { value: '<x>', help: 'exponent of box-cox from -1 to 2, 0 for the logarithm (by how spread and level go together in training)' },
  validation: { value: '<share>', help: 'share of each series for early stopping (0.15)' },
  test: { value: '<share>', help: 'share of each series, at its end, for the backtest (0.15)' },
  loss: { value: '<name>', help: 'quantile, normal, studentT, negativeBinomial (counts), mse, mae or huber (quantile; deepar: normal)' },
  quantiles: { value: '<list>', help: 'levels of the forecast (0.1,0.2 ... 0.9)' },
  epochs: { value: '<n>', help: 'most epochs (by size of the data)' },
  batch: { value: '<n>', help: 'windows in an optimiser step (by size of the data)' },
  optimizer: { value: '<name>', help: 'adam or adamw (adam)' },
  rate: { value: '<x>', help: 'first learning rate (0.003); hindcast rate suggests one' },
  schedule: { value: '<name>', help: 'constant, step, cosine or plateau (cosine)' },
  warmup: { value: '<share>', help: 'share of all steps over which the rate rises (0)' },
  'weight-decay': { value: '<x>', help: 'weight decay (0; adamw 0.01)' },
  patience: { value: '<n>', help: 'epochs without improvement before training stops (a quarter of the epochs)' },
  clip: { value: '<norm>', help: 'largest global norm of the gradient, 0 for no limit (1)' },
  'clip-value': { value: '<x>', help: 'largest absolute value of an element of the gradient, 0 for any (0)' },
  averaging: { value: '<n>', help: 'keep the weights averaged over the ends of about n epochs (1: none)' },
  'keep-weights': { value: '<name>', help: 'of the epoch with the best validation loss, or of the last (best)' },
  'gradient-noise': { value: '<x>', help: 'variance of the noise added to gradients at the first step (0)' },
  seed: { value: '<n>', help: 'seed of everything random (1)' },
  threads: { value: '<n>', help: 'threads; the result does not depend on it (one a core)' },
  isa: { value: '<set>', help: 'instruction set: avx512, avx2, sse2, neon, scalar or auto, the best of this machine (auto)' },
  name: { value: '<text>', help: 'name of the run' },
};

const CYCLES = ['hour', 'weekday', 'month', 'day-of-year'] as const satisfies readonly CalendarFeature[];

/** The request without its dataset. Error: UsageError. */
export function trainingRequest(args: Arguments): Omit<TrainingRequest, 'datasetId'> {
  const target = args.required('target');
  args.required('horizon');
  return {
    name: args.text('name'),
    preset: args.choice('preset', ['quick', 'accurate', 'long-horizon', 'counts']),
    data: {
      target,
      horizon: args.integer('horizon', 1, 100_000)!,
      from: args.text('from'),
      to: args.text('to'),
      context: args.integer('context', 1, 100_000),
      ...covariatesOf(args),
      season: args.integer('season', 1, 10_000_000),
      validationShare: args.number('validation', share),
      testShare: args.number('test', share),
      transform: args.choice('transform', ['none', 'log', 'box-cox']),
      lambda: args.number('lambda', { least: -1, most: 2 }),
      scaling: args.choice('scaling', ['series', 'window']),
      anchor: args.has('no-anchor') ? false : undefined,
      difference: args.integer('difference', 0, 100_000),
    },
    model: {
      kind: args.choice('model', ['gru', 'lstm', 'rnn']),
      structure: args.choice('structure', ['stack', 'encoder-decoder', 'segments', 'deepar', 'es-rnn']),
      hidden: args.integer('hidden', 1, 4096),
      layers: args.integer('layers', 1, 64),
      dropout: args.number('dropout', share),
      residual: onlyIf(args, 'residual'),
      layerNorm: onlyIf(args, 'layer-norm'),
      dilated: onlyIf(args, 'dilated'),
      bidirectional: onlyIf(args, 'bidirectional'),
      reverseSource: onlyIf(args, 'reverse-source'),
      teacherForcing: args.number('teacher-forcing', { least: 0, most: 1 }),
      segment: args.integer('segment', 1, 100_000),
      seriesEmbedding: args.integer('series-embedding', 0, 1024),
      monotone: onlyIf(args, 'monotone'),
      resetAfter: args.has('reset-before') ? false : undefined,
      skip: args.has('no-skip') ? false : undefined,
      skipStart: args.choice('skip-start', ['zero', 'ridge', 'fixed-ridge']),
    },
    training: {
      loss: args.choice('loss', ['quantile', 'normal', 'studentT', 'negativeBinomial', 'mse', 'mae', 'huber']),
      quantiles: levels(args),
      epochs: args.integer('epochs', 1, 1_000_000),
      batch: args.integer('batch', 1, 1_000_000),
      optimizer: args.choice('optimizer', ['adam', 'adamw']),
      rate: args.number('rate', { above: 0, most: 1000 }),
      schedule: args.choice('schedule', ['constant', 'step', 'cosine', 'plateau']),
      warmup: args.number('warmup', share),
      weightDecay: args.number('weight-decay', { least: 0, most: 1000 }),
      patience: args.integer('patience', 1, 1_000_000),
      clipNorm: args.number('clip', { least: 0 }),
      clipValue: args.number('clip-value', { least: 0 }),
      gradientNoise: args.number('gradient-noise', { least: 0, most: 1000 }),
      averaging: args.integer('averaging', 1, 1000),
      keep: args.choice('keep-weights', ['best', 'last']),
      seed: args.integer('seed', 0, Number.MAX_SAFE_INTEGER),
      threads: args.integer('threads', 0, 256),
      instructionSet: args.choice('isa', ['auto', 'avx512', 'avx2', 'sse2', 'neon', 'scalar']),
    },
  };
}

/** What `covariateFlags` declare; what is left out stays open. Error: UsageError. */
export function covariatesOf(
  args: Arguments,
): Pick<TrainingRequest['data'], 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved'> {
  return {
    covariates: args.list('covariates'),
    future: args.list('future'),
    statics: args.list('static'),
    categorical: args.list('categorical'),
    calendar: args.list('calendar')?.map(calendarFeature),
    sinceObserved: onlyIf(args, 'since-observed'),
  };
}

/** The cell of a request's network, also where the request leaves it open. */
export function cellOf(model: TrainingRequest['model']): ModelKind {
  return model?.kind ?? (model?.structure === 'es-rnn' ? 'lstm' : 'gru');
}

/** A switch that was given; one that was not is left open. */
function onlyIf(args: Arguments, name: string): true | undefined {
  return args.has(name) ? true : undefined;
}

function calendarFeature(name: string): CalendarFeature {
  const cycle = CYCLES.find((known) => known === name);
  if (cycle !== undefined) return cycle;
  if (/^holiday:[A-Z]{2}(-[A-Z0-9]{1,8})*$/.test(name)) return name as CalendarFeature;
  throw new UsageError(
    `Expected ${CYCLES.join(', ')} or holiday: and a country, such as holiday:DE, for --calendar but received "${name}".`,
  );
}

function levels(args: Arguments): number[] | undefined {
  const found = args.list('quantiles')?.map((item) => {
    const level = Number(item);
    if (!(level > 0 && level < 1)) throw new UsageError(`Expected levels between 0 and 1 for --quantiles but received "${item}".`);
    return level;
  });
  const low = found?.findIndex((level, q) => q > 0 && level <= found[q - 1]!) ?? -1;
  if (found !== undefined && low > 0) {
    throw new UsageError(`Expected levels in ascending order for --quantiles but received ${found[low]} after ${found[low - 1]}.`);
  }
  return found;
}
