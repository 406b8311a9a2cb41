import type { AutomaticRequest } from '../automatic.ts';
import { count, id, label, text, z } from './common.ts';
import { dataConfig } from './training.ts';

const { covariates, future, statics, categorical, calendar, sinceObserved } = dataConfig.shape;

export const automaticRequest = z.strictObject({
  datasetId: id,
  target: text,
  horizon: z.int().min(1).max(100_000),
  season: z.int().min(1).max(10_000_000).optional(),
  model: label.optional(),
  budgetSeconds: z.number().gt(0).max(1e6).optional(),
  folds: z.int().min(1).max(1_000_000).optional(),
  seed: count.optional(),
  covariates: covariates.optional(),
  future: future.optional(),
  statics: statics.optional(),
  categorical: categorical.optional(),
  calendar: calendar.optional(),
  sinceObserved: sinceObserved.optional(),
}) satisfies z.ZodType<AutomaticRequest>;
