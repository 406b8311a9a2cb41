/** `study.json` and `trials/*.json`: a study and what came out of each of its trials. */
import { count, id, label, path, text, z } from '../protocol/schemas/common.ts';
import { importSettings } from '../protocol/schemas/data.ts';
import { trialChoice, tuningSettings, tuningSpace, wishesSchema } from '../protocol/schemas/tuning.ts';
import type { RungResult, StudySummary, Trial } from '../protocol/tuning.ts';
import { hash } from './dataset-record.ts';
import { anyNumber } from './numbers.ts';
import type { DatasetReference } from './run-record.ts';
import type { StoredType } from './stored.ts';

export interface Study {
  summary: StudySummary;
  dataset: DatasetReference;
}

/** `folder` is where the file lies, `datasetId` and `datasetName` are the reference's: neither is stored twice. */
export type StudyRecord = Omit<StudySummary, 'folder' | 'datasetId' | 'datasetName'> & {
  dataset: DatasetReference & { relativePath: string | null };
};

const failure = z.strictObject({ code: text, message: text }).nullable();

export const storedStudy: StoredType<StudyRecord> = {
  format: 'hindcast.study',
  version: 2,
  schema: z.strictObject({
    id,
    name: label,
    state: z.enum(['queued', 'running', 'paused', 'done', 'cancelled', 'failed', 'interrupted']),
    createdAt: z.string().min(1).max(40),
    wishes: wishesSchema,
    space: tuningSpace,
    settings: tuningSettings,
    rungs: z.array(z.int().min(1)).min(1),
    origins: count,
    reference: anyNumber.nullable(),
    isa: z.string().max(40),
    appVersion: z.string().max(40),
    elapsedSeconds: anyNumber,
    error: failure,
    dataset: z.strictObject({ id, name: label, path, relativePath: path.nullable(), bytes: count, hash, settings: importSettings }),
  }),
  // Version 1 knew no queue.
  migrations: { 1: (old) => old },
};

const rungResult = z.strictObject({
  rung: count,
  epochs: count,
  stopped: z.boolean(),
  score: anyNumber,
  seconds: anyNumber,
}) satisfies z.ZodType<RungResult>;

export const storedTrial: StoredType<Trial> = {
  format: 'hindcast.trial',
  version: 1,
  schema: z.strictObject({ number: count, repeat: count, choice: trialChoice, goal: count, results: z.array(rungResult), failure }),
  migrations: {},
};

/** The header of a trial's state; the trainer's part is not looked into. */
export const storedTrialState: StoredType<{ state: Record<string, unknown> }> = {
  format: 'hindcast.trial-state',
  version: 1,
  schema: z.strictObject({ state: z.record(z.string(), z.unknown()) }),
  migrations: {},
};
