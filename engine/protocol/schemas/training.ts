/** Schemas of configurations, training requests and the questions about runs. */
import type { DataConfig, ModelConfig, RunConfig, TrainingConfig, TrainingRequest } from '../training.ts';
import { count, finite, id, label, path, text, z } from './common.ts';
import { importOverrides } from './data.ts';

const share = z.number().min(0).lt(1);
const positive = z.number().gt(0);

const calendarFeature = z
  .templateLiteral([z.enum(['hour', 'weekday', 'month', 'day-of-year'])])
  .or(z.templateLiteral([z.literal('holiday:'), z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,8})*$/)]));

const rangeBound = z.string().trim().min(1).max(40);

export const dataConfig = z.strictObject({
  target: text,
  covariates: z.array(text).max(10_000),
  future: z.array(text).max(10_000),
  statics: z.array(text).max(10_000),
  categorical: z.array(text).max(10_000),
  calendar: z.array(calendarFeature).max(64),
  sinceObserved: z.boolean(),
  from: rangeBound.exactOptional(),
  to: rangeBound.exactOptional(),
  context: z.int().min(1).max(100_000),
  horizon: z.int().min(1).max(100_000),
  season: z.int().min(1).max(10_000_000),
  validationShare: share,
  testShare: share,
  transform: z.enum(['none', 'log', 'box-cox']),
  lambda: z.number().min(-1).max(2),
  scaling: z.enum(['series', 'window']),
  anchor: z.boolean(),
  difference: z.int().min(0).max(100_000),
}) satisfies z.ZodType<DataConfig>;

export const modelConfig = z.strictObject({
  structure: z.enum(['stack', 'encoder-decoder', 'segments', 'deepar', 'es-rnn']),
  kind: z.enum(['rnn', 'lstm', 'gru']),
  hidden: z.int().min(1).max(4096),
  layers: z.int().min(1).max(64),
  dropout: share,
  residual: z.boolean(),
  layerNorm: z.boolean(),
  dilated: z.boolean(),
  bidirectional: z.boolean(),
  reverseSource: z.boolean(),
  teacherForcing: z.number().min(0).max(1),
  segment: z.int().min(0).max(100_000),
  seriesEmbedding: z.int().min(0).max(1024),
  monotone: z.boolean(),
  resetAfter: z.boolean(),
  skip: z.boolean(),
  skipStart: z.enum(['zero', 'ridge', 'fixed-ridge']),
}) satisfies z.ZodType<ModelConfig>;

export const quantiles = z
  .array(positive.lt(1))
  .min(1)
  .max(199)
  .refine((levels) => levels.every((level, i) => i === 0 || level > levels[i - 1]!), { error: 'quantiles in ascending order' });

export const trainingConfig = z.strictObject({
  loss: z.enum(['quantile', 'mse', 'mae', 'huber', 'normal', 'studentT', 'negativeBinomial']),
  quantiles,
  epochs: z.int().min(1).max(1_000_000),
  batch: z.int().min(1).max(1_000_000),
  optimizer: z.enum(['adam', 'adamw']),
  rate: positive.max(1000),
  schedule: z.enum(['constant', 'step', 'cosine', 'plateau']),
  warmup: share,
  weightDecay: z.number().min(0).max(1000),
  patience: z.int().min(1).max(1_000_000),
  clipNorm: z.number().min(0),
  clipValue: z.number().min(0),
  gradientNoise: z.number().min(0).max(1000),
  averaging: z.int().min(1).max(1000),
  keep: z.enum(['best', 'last']),
  seed: count,
  threads: z.int().min(0).max(256),
  instructionSet: z.enum(['auto', 'avx512', 'avx2', 'sse2', 'neon', 'scalar']),
}) satisfies z.ZodType<TrainingConfig>;

export const runConfig = z.strictObject({ data: dataConfig, model: modelConfig, training: trainingConfig }) satisfies z.ZodType<RunConfig>;

export const trainingRequest = z.strictObject({
  datasetId: id,
  name: label.optional(),
  preset: z.enum(['quick', 'accurate', 'long-horizon', 'counts']).optional(),
  folder: path.optional(),
  data: dataConfig.partial().extend({ target: dataConfig.shape.target, horizon: dataConfig.shape.horizon }),
  model: modelConfig.partial().exactOptional(),
  training: trainingConfig.partial().exactOptional(),
}) satisfies z.ZodType<TrainingRequest>;

export const runParams = z.strictObject({ runId: id });
/** What stands in the queue: a run, a study or an automatic forecast. */
export const queuedParams = z.strictObject({ id });

export const renameParams = z.strictObject({ runId: id, name: label });

export const backtestParams = z.strictObject({
  runId: id,
  folds: z.int().min(1).max(1_000_000).optional(),
  stride: z.int().min(1).max(1_000_000).optional(),
  window: z.int().min(1).max(1_000_000_000).optional(),
  refit: z.int().min(1).max(1_000_000).optional(),
  audit: z.boolean().optional(),
});

export const leaderboardParams = z.strictObject({ runIds: z.array(id).min(1).max(10_000).optional(), folder: path.optional() });

export const forecastParams = z.strictObject({ runId: id, history: z.int().min(0).max(10_000_000) });

export const pathsParams = z.strictObject({ runId: id, count: z.int().min(1).max(100_000), seed: count });

export const inspectParams = z.strictObject({ runId: id, window: count.optional() });

export const runPathParams = z.strictObject({ runId: id, path });

export const scoreParams = z.strictObject({ modelPath: path, csvPath: path, outPath: path, overrides: importOverrides });

export const progressValue = finite.min(0).max(1).nullable();
