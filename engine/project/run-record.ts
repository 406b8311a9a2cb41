/** `run.json`: a run and the dataset it was trained on, complete in itself, so that its folder can lie anywhere. */
import type { DatasetSummary } from '../protocol/data.ts';
import { count, id, label, path, text, z } from '../protocol/schemas/common.ts';
import { importSettings } from '../protocol/schemas/data.ts';
import { runConfig } from '../protocol/schemas/training.ts';
import type { RunSummary } from '../protocol/training.ts';
import { hash } from './dataset-record.ts';
import { evaluationSchema } from './evaluation.ts';
import { upgradeConfig, upgradeRun, upgradeRunLosses, withoutFixes } from './first-version.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

/** Enough of a dataset to import the same one again and to notice when it is another. */
export type DatasetReference = Pick<DatasetSummary, 'id' | 'name' | 'path' | 'bytes' | 'hash' | 'settings'>;

export interface Run {
  summary: RunSummary;
  dataset: DatasetReference;
}

/** `folder` is where the file lies, `datasetId` and `datasetName` are the reference's, `annotation` has a file of its own: nothing is stored twice. */
export type RunRecord = Omit<RunSummary, 'folder' | 'datasetId' | 'datasetName' | 'annotation'> & {
  dataset: DatasetReference & { relativePath: string | null };
};

export const storedRun: StoredType<RunRecord> = {
  format: 'hindcast.run',
  version: 7,
  schema: z.strictObject({
    id,
    name: label,
    state: z.enum(['queued', 'running', 'paused', 'stopping', 'evaluating', 'done', 'cancelled', 'failed', 'interrupted']),
    createdAt: z.string().min(1).max(40),
    config: runConfig,
    parameters: count,
    isa: z.string().max(40),
    epochsDone: count,
    bestEpoch: count,
    bestValidationLoss: anyNumber.nullable(),
    losses: z.strictObject({ lastTraining: anyNumber, lastValidation: anyNumber, bestTraining: anyNumber }).nullable(),
    trainSeconds: anyNumber,
    evaluation: evaluationSchema.nullable(),
    error: z.strictObject({ code: text, message: text }).nullable(),
    resumable: z.boolean(),
    dataset: z.strictObject({ id, name: label, path, relativePath: path.nullable(), bytes: count, hash, settings: importSettings }),
  }),
  migrations: { 1: upgradeRun, 2: upgradeRun, 3: (old) => old, 4: withoutFixes, 5: upgradeRunLosses, 6: upgradeConfig },
};
