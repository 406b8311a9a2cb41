/** Schemas of spaces, studies and the questions about them. */
import type {
  ChoiceDomain,
  NumberDomain,
  StepsDomain,
  TrainingWishes,
  TrialChoice,
  TuningRequest,
  TuningSettings,
  TuningSpace,
} from '../tuning.ts';
import { count, id, path, z } from './common.ts';
import { dataConfig, modelConfig, trainingConfig, trainingRequest } from './training.ts';

/** Enough for any list that a person writes. */
const MOST_CHOICES = 1000;

function choice<T>(value: z.ZodType<T>): z.ZodType<ChoiceDomain<T>> {
  return z.strictObject({ choices: z.array(value).min(1).max(MOST_CHOICES) });
}

const scale = z.enum(['linear', 'log']);

function isDomain({ choices, from, to, scale: how }: NumberDomain): boolean {
  if (choices !== undefined) return from === undefined && to === undefined && how === undefined;
  return from !== undefined && to !== undefined && from < to && (how !== 'log' || from > 0);
}

const rule = { error: 'either choices, or from and a larger to (from above 0 where the scale is log)' };

function range(value: z.ZodType<number>): z.ZodType<NumberDomain> {
  const choices = z.array(value).min(1).max(MOST_CHOICES).optional();
  return z.strictObject({ choices, from: value.optional(), to: value.optional(), scale: scale.optional() }).refine(isDomain, rule);
}

const multiple = z.number().gt(0).max(100_000);

const contextDomain: z.ZodType<StepsDomain> = z
  .strictObject({
    choices: z.array(multiple).min(1).max(MOST_CHOICES).optional(),
    from: multiple.optional(),
    to: multiple.optional(),
    scale: scale.optional(),
    of: z.enum(['step', 'season', 'horizon']).optional(),
  })
  .refine(isDomain, rule);

const model = modelConfig.shape;
const training = trainingConfig.shape;

export const tuningSpace = z.strictObject({
  data: z
    .strictObject({
      context: contextDomain.optional(),
      transform: choice(dataConfig.shape.transform).optional(),
      anchor: choice(dataConfig.shape.anchor).optional(),
      difference: range(dataConfig.shape.difference).optional(),
      scaling: choice(dataConfig.shape.scaling).optional(),
    })
    .optional(),
  model: z
    .strictObject({
      structure: choice(model.structure).optional(),
      kind: choice(model.kind).optional(),
      hidden: range(model.hidden).optional(),
      layers: range(model.layers).optional(),
      dropout: range(model.dropout).optional(),
      residual: choice(model.residual).optional(),
      layerNorm: choice(model.layerNorm).optional(),
      dilated: choice(model.dilated).optional(),
      bidirectional: choice(model.bidirectional).optional(),
      reverseSource: choice(model.reverseSource).optional(),
      teacherForcing: range(model.teacherForcing).optional(),
      segment: range(model.segment).optional(),
      seriesEmbedding: range(model.seriesEmbedding).optional(),
      monotone: choice(model.monotone).optional(),
      resetAfter: choice(model.resetAfter).optional(),
      skip: choice(model.skip).optional(),
      skipStart: choice(model.skipStart).optional(),
    })
    .optional(),
  training: z
    .strictObject({
      loss: choice(training.loss).optional(),
      batch: range(training.batch).optional(),
      optimizer: choice(training.optimizer).optional(),
      rate: range(training.rate).optional(),
      schedule: choice(training.schedule).optional(),
      warmup: range(training.warmup).optional(),
      weightDecay: range(training.weightDecay).optional(),
      clipNorm: range(training.clipNorm).optional(),
      clipValue: range(training.clipValue).optional(),
      gradientNoise: range(training.gradientNoise).optional(),
    })
    .optional(),
}) satisfies z.ZodType<TuningSpace>;

export const budgetSeconds = z.number().gt(0).max(100_000_000);

export const tuningSettings = z.strictObject({
  budgetSeconds,
  trials: z.int().min(1).max(1_000_000).nullable(),
  seeds: z.int().min(1).max(100),
  finalists: z.int().min(1).max(100),
  metric: z.enum(['mase', 'pinball']),
  seed: count,
  reduction: z.int().min(2).max(100),
}) satisfies z.ZodType<TuningSettings>;

const { data, model: modelWishes, training: trainingWishes } = trainingRequest.shape;

export const wishesSchema = z.strictObject({ data, model: modelWishes, training: trainingWishes }) satisfies z.ZodType<TrainingWishes>;

export const trialChoice = z.strictObject({
  data: dataConfig.partial().optional(),
  model: modelWishes,
  training: trainingWishes,
}) satisfies z.ZodType<TrialChoice>;

export const tuningRequest = trainingRequest.extend({
  space: tuningSpace.optional(),
  settings: tuningSettings.partial().extend({ budgetSeconds }),
}) satisfies z.ZodType<TuningRequest>;

export const studyParams = z.strictObject({ studyId: id });

export const resumeStudyParams = z.strictObject({ folder: path, budgetSeconds: budgetSeconds.optional() });
