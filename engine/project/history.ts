/** `history.json`: the epochs of a run and its log. */
import { count, text, z } from '../protocol/schemas/common.ts';
import type { EpochRecord, RunDetail } from '../protocol/training.ts';
import { upgradeHistory } from './first-version.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

export type RunHistory = Pick<RunDetail, 'history' | 'log'>;

export const epochSchema = z.strictObject({
  epoch: count,
  trainingLoss: anyNumber,
  validationLoss: anyNumber,
  rate: anyNumber,
  gradientNorm: anyNumber,
  clippedNorm: anyNumber,
  clippedShare: anyNumber,
  layerNorms: z.array(z.strictObject({ layer: text, norm: anyNumber })).max(10_000),
}) satisfies z.ZodType<EpochRecord>;

export const storedHistory: StoredType<RunHistory> = {
  format: 'hindcast.history',
  version: 2,
  schema: z.strictObject({ history: z.array(epochSchema), log: z.array(text) }),
  migrations: { 1: upgradeHistory },
};
