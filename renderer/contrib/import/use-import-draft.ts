import { onScopeDispose, watch } from 'vue';
import { importOverrides } from '../../../engine/protocol/schemas/data.ts';
import type { WorkingCopies } from '../../platform/editors/working-copies.ts';
import type { Check } from '../../platform/state/validate.ts';
import { checkObject, checkString, isRecord } from '../../platform/state/validate.ts';
import { t } from './messages.ts';
import type { ImportChoices, ImportForm } from './use-import-form.ts';

const checkAnswers: Check<Record<string, string>> = (value) =>
  isRecord(value) && Object.values(value).every((answer) => typeof answer === 'string') ? (value as Record<string, string>) : undefined;

/** Choices as they were left, out of what the window remembers. */
export const checkChoices: Check<ImportChoices> = checkObject<ImportChoices>({
  overrides: (value) => importOverrides.safeParse(value).data,
  answers: checkAnswers,
  remembered: (value) => (value === null ? null : checkString(value)),
});

/**
 * Choices that were made and not imported yet are there again after a restart. To save them is to import the file.
 * @param run Imports it; throws where that was not possible.
 */
export function useImportDraft(
  copies: WorkingCopies,
  uri: string,
  form: Pick<ImportForm, 'choices' | 'start' | 'restart'>,
  run: () => Promise<void>,
): void {
  watch([form.choices, form.start], ([choices, start]) => {
    if (start === null) return;
    if (same(choices, start)) copies.settle(uri);
    else copies.edit(uri, choices);
  });
  onScopeDispose(copies.register(uri, { save: run, saveLabel: t('import'), discard: form.restart }));
}

const same = (a: ImportChoices, b: ImportChoices): boolean => JSON.stringify(a) === JSON.stringify(b);
