import type { ModelKind, RunConfig, TrainingRequest } from '../../../engine/protocol/training.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { trainingRequest } from '../../../engine/protocol/schemas/training.ts';
import type { SchemaIssue } from '../../../engine/protocol/validate.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { t } from './messages.ts';
import type { FieldId } from './train-fields.ts';
import { issueText } from './issue-text.ts';
import type { PresetChoice } from './preset-texts.ts';
import { mostSeeds, readSeeds, type Several } from './several.ts';
import { configValue, parseField, textOf, trainFields } from './train-fields.ts';

export interface TrainInput {
  target: string;
  horizon: string;
  preset: PresetChoice;
  /** Empty: whatever the preset and the data decide. */
  kind: ModelKind | '';
  name: string;
  /** Texts of the advanced fields that were changed. */
  fields: Partial<Record<FieldId, string>>;
  several: Several;
}

export type ErrorPlace = FieldId | 'target' | 'horizon' | 'name' | 'kind' | 'seeds' | 'json' | 'form';
export type TrainErrors = Partial<Record<ErrorPlace, string>>;

/** The request that a filled-in form makes, or what is wrong with it. */
export function buildRequest(datasetId: string, input: TrainInput): { request: TrainingRequest | null; errors: TrainErrors } {
  const errors: TrainErrors = {};
  const horizon = Number(input.horizon);
  if (!/^\s*\d+\s*$/.test(input.horizon) || horizon < 1) errors.horizon = t('required');
  if (readSeeds(input.several.seeds) === null) errors.seeds = t('seedsWrong', { most: mostSeeds });
  const parts: Record<'data' | 'model' | 'training', Record<string, unknown>> = { data: {}, model: {}, training: {} };
  if (input.kind !== '') parts.model['kind'] = input.kind;
  for (const field of trainFields()) {
    const parsed = parseField(field, input.fields[field.id] ?? '');
    if (!parsed.ok) errors[field.id] = parsed.error;
    else if (parsed.value !== undefined) parts[field.part][field.id] = parsed.value;
  }
  if (Object.keys(errors).length > 0) return { request: null, errors };
  const request: TrainingRequest = {
    datasetId,
    ...(input.preset !== 'default' && { preset: input.preset }),
    data: { target: input.target, horizon, ...parts.data },
    model: parts.model,
    training: parts.training,
  };
  const name = input.name.trim();
  const named = name === '' ? request : { ...request, name };
  const answer = trainingRequest.safeParse(named);
  if (answer.success) return { request: named, errors };
  for (const issue of answer.error.issues as unknown as SchemaIssue[]) errors[placeOf(issue.path)] ??= issueText(issue, named);
  return { request: null, errors };
}

/** The field that a place in a request belongs to. */
function placeOf([part, name]: readonly PropertyKey[]): ErrorPlace {
  if (part === 'name') return 'name';
  if (name === 'target' || name === 'horizon' || name === 'kind') return name;
  return trainFields().find((field) => field.part === part && field.id === name)?.id ?? 'form';
}

const codePlaces: Record<string, ErrorPlace> = {
  'unknown-column': 'target',
  'not-numeric': 'target',
  'empty-column': 'target',
  'constant-column': 'target',
  'series-too-short': 'horizon',
};

/** Names of fields that are words of any sentence. */
const everyday: ReadonlySet<FieldId> = new Set(['from', 'to']);

/** Where in the form an error of the engine belongs: what its details, its code or its English sentence name. */
export function placeError(error: unknown): { place: ErrorPlace; message: string } {
  const message = errorMessage(error);
  if (!(error instanceof ExpectedError)) return { place: 'form', message };
  const named = /\b(?:data|model|training)\.(\w+)/.exec(error.message)?.[1];
  const ids = trainFields().map((field) => field.id);
  const words =
    ids.find((id) => id === error.details['field']) ??
    ids.find((id) => id === named || (!everyday.has(id) && new RegExp(`\\b${id}\\b`).test(error.message)));
  if (named === 'target' || named === 'horizon' || named === 'kind') return { place: named, message };
  return {
    place: codePlaces[error.code] ?? (error.code === 'bad-config' || error.code === 'invalid-params' ? words : undefined) ?? 'form',
    message,
  };
}

/** The form's texts for a configuration that was run before. */
export function inputOf(config: RunConfig): TrainInput {
  const fields: Partial<Record<FieldId, string>> = {};
  for (const field of trainFields()) {
    const value = configValue(config, field);
    fields[field.id] = textOf(value, field);
  }
  return {
    target: config.data.target,
    horizon: String(config.data.horizon),
    preset: 'default',
    kind: config.model.kind,
    name: '',
    fields,
    several: { kinds: [], seeds: '1' },
  };
}
