/** `backtest.json`: the rolling-origin backtest of a run. */
import { count, text, z } from '../protocol/schemas/common.ts';
import type { Clusters, Evaluation, Metrics, PairedTest, PartScore, Verdict } from '../protocol/evaluation.ts';
import { upgradeEvaluation } from './first-version.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

const anyNumbers = z.array(anyNumber);

export const metricsSchema = z.strictObject({
  mae: anyNumber,
  rmse: anyNumber,
  smape: anyNumber,
  mase: anyNumber.nullable(),
  pinball: anyNumber.nullable(),
  coverage80: anyNumber.nullable(),
}) satisfies z.ZodType<Metrics>;

function perMethod<T extends z.ZodType>(schema: T) {
  return z.strictObject({ model: schema, naive: schema, seasonalNaive: schema, drift: schema, ridge: schema });
}

function perReference<T extends z.ZodType>(schema: T) {
  return z.strictObject({ seasonalNaive: schema, ridge: schema });
}

const partScore = z.strictObject({
  name: text,
  points: count,
  errors: perMethod(anyNumber),
  coverage80: anyNumber.nullable(),
}) satisfies z.ZodType<PartScore>;

const clusters = z.strictObject({ by: z.enum(['fold', 'series']), overlap: count, losses: anyNumbers }) satisfies z.ZodType<Clusters>;

const pairedTest = z.strictObject({ statistic: anyNumber, pValue: anyNumber }) satisfies z.ZodType<PairedTest>;

const verdict = z.strictObject({
  beatsSeasonalNaive: z.boolean(),
  skill: anyNumber,
  skillOverRidge: anyNumber.nullable(),
  sentence: text,
}) satisfies z.ZodType<Verdict>;

export const evaluationSchema = z.strictObject({
  folds: count,
  points: count,
  stride: count,
  window: count.nullable(),
  refit: count.nullable(),
  measure: z.enum(['MASE', 'MAE']),
  metrics: perMethod(metricsSchema),
  maeByStep: perMethod(anyNumbers),
  skillByStep: perReference(anyNumbers),
  coverageByStep: anyNumbers.nullable(),
  sharpness80: anyNumber.nullable(),
  pit: anyNumbers.nullable(),
  byFold: z.array(partScore),
  bySeries: z.array(partScore),
  seriesCount: count,
  clusters: clusters.nullable(),
  tests: perReference(pairedTest.nullable()),
  verdict,
  notes: z.array(text),
}) satisfies z.ZodType<Evaluation>;

export const storedEvaluation: StoredType<Evaluation> = {
  format: 'hindcast.backtest',
  version: 2,
  schema: evaluationSchema,
  migrations: { 1: upgradeEvaluation },
};
