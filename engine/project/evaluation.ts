/** `backtest.json`: the rolling-origin backtest of a run. */
import { count, text, z } from '../protocol/schemas/common.ts';
import type { Evaluation, Metrics } from '../protocol/training.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

export const metricsSchema = z.strictObject({
  mae: anyNumber,
  rmse: anyNumber,
  smape: anyNumber,
  mase: anyNumber.nullable(),
  pinball: anyNumber.nullable(),
  coverage80: anyNumber.nullable(),
}) satisfies z.ZodType<Metrics>;

function perMethod<T extends z.ZodType>(schema: T) {
  return z.strictObject({ model: schema, naive: schema, seasonalNaive: schema, drift: schema });
}

export const evaluationSchema = z.strictObject({
  folds: count,
  points: count,
  stride: count,
  metrics: perMethod(metricsSchema),
  maeByStep: perMethod(z.array(anyNumber)),
  verdict: z.strictObject({ beatsSeasonalNaive: z.boolean(), skill: anyNumber, sentence: text }),
  notes: z.array(text),
}) satisfies z.ZodType<Evaluation>;

export const storedEvaluation: StoredType<Evaluation> = {
  format: 'hindcast.backtest',
  version: 1,
  schema: evaluationSchema,
  migrations: {},
};
