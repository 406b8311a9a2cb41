/** Schemas of the questions about why a model forecasts as it does. */
import type { CovariateChange } from '../explanation.ts';
import { count, finite, id, text, z } from './common.ts';

export const importanceParams = z.strictObject({
  runId: id,
  repeats: z.int().min(2).max(1000).optional(),
  folds: z.int().min(2).max(1_000_000).optional(),
  seed: count.optional(),
});

export const saliencyParams = z.strictObject({
  runId: id,
  seriesId: text.optional(),
  width: z.int().min(1).max(100_000).optional(),
  fill: z.enum(['gap', 'mean']).optional(),
});

export const covariateChange = z.strictObject({
  column: text,
  kind: z.enum(['multiply', 'add', 'set']),
  value: finite,
  name: text.optional(),
  last: z.int().min(1).max(100_000).optional(),
}) satisfies z.ZodType<CovariateChange>;

export const whatIfParams = z.strictObject({ runId: id, seriesId: text.optional(), changes: z.array(covariateChange).min(1).max(1000) });
