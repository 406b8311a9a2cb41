import type { ModelKind } from '../../../engine/protocol/training.ts';
import type { Check } from '../../platform/state/validate.ts';
import { checkList, checkObject, checkOneOf, checkString, isRecord } from '../../platform/state/validate.ts';
import type { FieldId } from './train-fields.ts';
import { trainFields } from './train-fields.ts';
import type { TrainInput } from './train-request.ts';
import { presetChoices } from './preset-texts.ts';

const checkKind: Check<ModelKind> = checkOneOf('gru', 'lstm', 'rnn');

/** Texts of fields that are still known. */
const checkFields: Check<TrainInput['fields']> = (value) => {
  if (!isRecord(value)) return undefined;
  const known = new Set<string>(trainFields().map(({ id }) => id));
  const kept = Object.entries(value).filter((entry): entry is [FieldId, string] => known.has(entry[0]) && typeof entry[1] === 'string');
  return Object.fromEntries(kept);
};

/** A form as it was left, out of what the window remembers. */
export const checkTrainInput: Check<TrainInput | null> = checkObject<TrainInput>({
  target: checkString,
  horizon: checkString,
  preset: checkOneOf(...presetChoices),
  kind: (value) => (value === '' ? '' : checkKind(value)),
  name: checkString,
  fields: checkFields,
  several: checkObject<TrainInput['several']>({ kinds: checkList(checkKind), seeds: checkString }),
});
