/** The form's draft as JSON and back: what the form holds stands in the text, also what is wrong, and what the text says stands in the form. */
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { trainingRequest } from '../../../engine/protocol/schemas/training.ts';
import type { JsonProblem } from '../../base/text-editor/json-problems.ts';
import { jsonProblems } from '../../base/text-editor/json-problems.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import { t } from './messages.ts';
import type { FieldId, FieldValue } from './train-fields.ts';
import { parseField, textOf, trainFields } from './train-fields.ts';
import type { TrainInput } from './train-request.ts';

/** What of a request the text holds: the dataset is the editor's, and the place the workspace's. */
const draftSchema = trainingRequest.omit({ datasetId: true, folder: true });
type Draft = Omit<TrainingRequest, 'datasetId' | 'folder'>;

const syntaxSentences: Record<string, Parameters<typeof t>[0]> = {
  CommaExpected: 'jsonComma',
  ColonExpected: 'jsonColon',
  ValueExpected: 'jsonValue',
  PropertyNameExpected: 'jsonName',
  CloseBraceExpected: 'jsonBrace',
  CloseBracketExpected: 'jsonBracket',
  InvalidCommentToken: 'jsonComment',
};

export function draftProblems(text: string): JsonProblem[] {
  return jsonProblems(text, {
    schema: draftSchema,
    subject: t('jsonSubject'),
    syntax: (code) => t(syntaxSentences[code] ?? 'jsonOther'),
    say: engineText,
  });
}

/** The draft as text. A field whose text cannot be read stands as that text, so that it is marked there too. */
export function draftText(input: TrainInput): string {
  const parts: Record<'data' | 'model' | 'training', Record<string, unknown>> = {
    data: { target: input.target, horizon: /^\s*\d+\s*$/.test(input.horizon) ? Number(input.horizon) : input.horizon },
    model: input.kind === '' ? {} : { kind: input.kind },
    training: {},
  };
  for (const field of trainFields()) {
    const text = input.fields[field.id] ?? '';
    const parsed = parseField(field, text);
    if (!parsed.ok) parts[field.part][field.id] = text;
    else if (parsed.value !== undefined) parts[field.part][field.id] = parsed.value;
  }
  const name = input.name.trim();
  const draft = { ...(name !== '' && { name }), ...(input.preset !== 'default' && { preset: input.preset }), ...parts };
  return `${JSON.stringify(draft, null, 2).replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}

/** The input that a text without problems stands for; how many trainings are wanted is not in it and stays. */
export function inputOfDraft(value: unknown, before: Pick<TrainInput, 'several'>): TrainInput {
  const draft: Draft = draftSchema.parse(value);
  const fields: Partial<Record<FieldId, string>> = {};
  for (const field of trainFields()) {
    const given = (draft[field.part] as Record<string, FieldValue | undefined> | undefined)?.[field.id];
    if (given !== undefined) fields[field.id] = textOf(given, field);
  }
  return {
    target: draft.data.target,
    horizon: String(draft.data.horizon),
    preset: draft.preset ?? 'default',
    kind: draft.model?.kind ?? '',
    name: draft.name ?? '',
    fields,
    several: before.several,
  };
}
