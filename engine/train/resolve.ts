import type { Dataset, NumericColumn } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { partRows } from '../data/split.ts';
import { DATA_DEFAULTS } from '../protocol/defaults.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig, RunConfig, TrainingRequest, Transform } from '../protocol/training.ts';
import { chooseLambda, type LambdaChoice } from './choose-lambda.ts';
import { chooseSeason, type SeasonChoice, statedSeason } from './choose-season.ts';
import { resolveCovariates } from './resolve-covariates.ts';
import { targetColumn } from './columns.ts';
import { requirePossible } from './possible.ts';
import { withPreset } from './presets.ts';
import { resolveModel } from './resolve-model.ts';
import { resolveTraining } from './resolve-training.ts';

const SHARE = 0.15;

/**
 * The complete configuration of a request: what the user decided, and for the rest what the data suggest. The rules:
 * context from 1.25 horizons to three short or two long seasons or two differences, at most half of the training rows; a small network for
 * few windows; epochs so that every data set gets some thousand steps; logarithm where the spread grows with the level, the exponent of Box-Cox by
 * how it does; the season that the training data show. `whole` is what the request's range leaves of the data. `tell` hears what follows from the data and deserves a reason.
 * Errors: `unknown-column`, `not-numeric`, `empty-column`, `constant-column`, `series-too-short`, `bad-config`, `unknown-country`.
 */
export function resolveConfig(whole: Dataset, wishes: TrainingRequest, tell: (note: string) => void = () => {}): RunConfig {
  const request = withPreset(whole, wishes);
  const target = targetColumn(whole, request.data.target);
  const covariates = resolveCovariates(whole, request.data);
  const dataset = knownPart(whole, { ...covariates, target: target.name });
  requireVariation(dataset, target);
  const counts = request.training?.loss === 'negativeBinomial';
  if (counts) requireWhole(dataset, target);
  const powers = request.data.transform === 'log' || request.data.transform === 'box-cox';
  const notPositive = powers ? target.values.findIndex((value) => value <= 0) : -1;
  if (notPositive >= 0) {
    throw new ExpectedError(
      'bad-config',
      `Column "${target.name}" has ${target.values[notPositive]} in line ${dataset.fileRows[notPositive]}: ${request.data.transform === 'log' ? 'a logarithm' : 'box-cox'} needs values above zero. Use transform none.`,
      { row: dataset.fileRows[notPositive], flag: '--transform' },
    );
  }
  const longest = dataset.series.reduce((most, { length }) => Math.max(most, length), 0);
  const horizon = request.data.horizon;
  const validationShare = request.data.validationShare ?? SHARE;
  const testShare = request.data.testShare ?? SHARE;
  const heldBack = (length: number): number => partRows(length, validationShare, horizon) + partRows(length, testShare, horizon);
  const trainingRows = longest - heldBack(longest);
  const trainingEnd = (length: number): number => length - heldBack(length);
  const stated = request.data.season;
  const choice = stated === undefined ? chooseSeason(dataset, target, trainingEnd) : statedSeason(dataset, stated);
  const season = tellSeason(choice, tell);
  const difference = tellDifference(request.data.difference ?? DATA_DEFAULTS.difference, tell);
  const context =
    request.data.context ?? defaultContext(horizon, season, difference, typicalRows(dataset, heldBack, horizon) ?? trainingRows);
  if (trainingRows < context + horizon) throw tooShort(dataset, longest, context, horizon);
  const windows = dataset.series.reduce((sum, { length }) => {
    return sum + Math.max(0, length - heldBack(length) - context - horizon + 1);
  }, 0);
  const plain = counts || heavyPaths(request);
  const transform = request.data.transform ?? (plain ? 'none' : defaultTransform(dataset, target, season, trainingEnd));
  const data: DataConfig = {
    target: target.name,
    ...covariates,
    ...(request.data.from !== undefined && { from: request.data.from }),
    ...(request.data.to !== undefined && { to: request.data.to }),
    context,
    horizon,
    season,
    validationShare,
    testShare,
    transform,
    lambda:
      request.data.lambda ??
      (transform === 'box-cox' ? tellLambda(chooseLambda(dataset, target, season, trainingEnd), tell) : DATA_DEFAULTS.lambda),
    scaling: request.data.scaling ?? DATA_DEFAULTS.scaling,
    // Changes from the last d values take the place of those from the last one.
    anchor: difference === 0 && (request.data.anchor ?? !counts),
    difference,
  };
  const config = {
    data,
    model: resolveModel(request.model ?? {}, data, windows),
    training: resolveTraining(request.training ?? {}, windows, request.model?.structure),
  };
  requirePossible(config, request, dataset.series.length);
  return config;
}

/** Training rows of the series at the lower quartile of length, so that most series of a panel fit; null where it is too short. */
function typicalRows(dataset: Dataset, heldBack: (length: number) => number, horizon: number): number | null {
  const lengths = dataset.series.map(({ length }) => length).sort((a, b) => a - b);
  const typical = lengths[Math.floor(lengths.length / 4)] ?? 0;
  const rows = typical - heldBack(typical);
  return rows > 2 * horizon ? rows : null;
}

function tellSeason({ season, reason }: SeasonChoice, tell: (note: string) => void): number {
  if (reason !== '') tell(reason);
  return season;
}

function tellDifference(difference: number, tell: (note: string) => void): number {
  if (difference === 1)
    tell('Difference of 1 step: the network learns changes from one step to the next, and forecasts changes from the last value.');
  if (difference > 1)
    tell(
      `Difference of ${difference} steps: the network learns changes from ${difference} steps before, and forecasts changes from the last ${difference} values, each from the one at the same place, instead of from the last value.`,
    );
  return difference;
}

function tellLambda({ lambda, reason }: LambdaChoice, tell: (note: string) => void): number {
  tell(reason);
  return lambda;
}

/** Seasons longer than this do not make the context longer: it would cost more than one long season tells. */
const LONG_SEASON = 192;

function defaultContext(horizon: number, season: number, difference: number, trainingRows: number): number {
  const seasons = season === 1 || season > LONG_SEASON ? 0 : (season <= 24 ? 3 : 2) * season;
  const wanted = Math.max(Math.ceil(1.25 * horizon), seasons, 2 * difference, 12);
  return Math.max(1, Math.min(wanted, Math.floor((trainingRows - horizon) / 2)));
}

/** A series whose spread grows with its level is forecast in logarithms: slope of log spread on log level above one half, in training. */
function defaultTransform(dataset: Dataset, target: NumericColumn, season: number, trainingEnd: (length: number) => number): Transform {
  const levels: number[] = [];
  const spreads: number[] = [];
  for (const { offset, length: whole } of dataset.series) {
    const length = trainingEnd(whole);
    const width = Math.max(8, season, Math.ceil(length / 12));
    for (let from = offset; from + width <= offset + length; from += width) {
      const block = target.values.subarray(from, from + width).filter((value) => !Number.isNaN(value));
      if (block.length === 0) continue;
      if (block.some((value) => value <= 0)) return 'none';
      const mean = block.reduce((sum, value) => sum + value, 0) / block.length;
      const deviation = Math.sqrt(block.reduce((sum, value) => sum + (value - mean) ** 2, 0) / block.length);
      if (deviation === 0) continue;
      levels.push(Math.log(mean));
      spreads.push(Math.log(deviation));
    }
  }
  return slope(levels, spreads) > 0.5 ? 'log' : 'none';
}

/** Least-squares slope of y on x; 0 where x does not vary by more than a fifth. */
function slope(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  if (n < 3) return 0;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let above = 0;
  let below = 0;
  for (let i = 0; i < n; i++) {
    above += (x[i]! - meanX) * (y[i]! - meanY);
    below += (x[i]! - meanX) ** 2;
  }
  return Math.sqrt(below / n) < 0.2 ? 0 : above / below;
}

/** Sample paths of a heavy-tailed distribution have no mean in logarithms. */
function heavyPaths({ model, training }: TrainingRequest): boolean {
  return model?.structure === 'deepar' && training?.loss === 'studentT';
}

function requireWhole(dataset: Dataset, target: NumericColumn): void {
  const row = target.values.findIndex((value) => value < 0 || (!Number.isNaN(value) && !Number.isInteger(value)));
  if (row < 0) return;
  throw new ExpectedError(
    'not-counts',
    `Expected whole numbers from 0 on in column "${target.name}" for the loss negativeBinomial but line ${dataset.fileRows[row]} has ` +
      `${target.values[row]}. Use the loss normal or studentT, or round the column.`,
    { row: dataset.fileRows[row], flag: '--loss' },
  );
}

function requireVariation(dataset: Dataset, target: NumericColumn): void {
  const observed = target.values.filter((value) => !Number.isNaN(value));
  if (observed.every((value) => value === observed[0])) {
    throw new ExpectedError(
      'constant-column',
      `Column "${target.name}" of ${dataset.name} is ${observed[0]} in every row: there is nothing to learn. Choose another target.`,
    );
  }
}

function tooShort(dataset: Dataset, longest: number, context: number, horizon: number): ExpectedError {
  const needed = context + horizon;
  const most = Math.floor(longest / 5);
  const advice =
    most >= 1 ? `Use a horizon of at most ${most}, a shorter context, or more data.` : 'There is too little data to train on; add rows.';
  return new ExpectedError(
    'series-too-short',
    `${dataset.name} is too short: its longest series has ${longest} rows, of which validation and test each keep a horizon of ${horizon}, ` +
      `and training needs context + horizon = ${needed} more. ${advice}`,
    { rows: longest, context, horizon },
  );
}
