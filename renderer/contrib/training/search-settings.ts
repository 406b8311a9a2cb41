/** The settings of a search as they are typed. */
import { tuningSettings } from '../../../engine/protocol/schemas/tuning.ts';
import type { TuningRequest } from '../../../engine/protocol/tuning.ts';
import type { SchemaIssue } from '../../../engine/protocol/validate.ts';
import { issueText } from './issue-text.ts';
import { t } from './messages.ts';

export type SearchField = 'budgetSeconds' | 'trials' | 'finalists' | 'seeds';

const schema = tuningSettings.pick({ budgetSeconds: true, trials: true, finalists: true, seeds: true });

/** What the texts ask for, or what is wrong with each; no number of trials is as many as the time allows. */
export function readSearch(texts: Readonly<Record<SearchField, string>>): {
  settings: TuningRequest['settings'] | null;
  errors: Partial<Record<SearchField, string>>;
} {
  const errors: Partial<Record<SearchField, string>> = {};
  const numbers = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      if (name === 'trials' && text.trim() === '') return [name, null];
      const value = text.trim() === '' ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) errors[name as SearchField] = t('notNumber');
      return [name, value];
    }),
  );
  if (Object.keys(errors).length > 0) return { settings: null, errors };
  const answer = schema.safeParse(numbers);
  if (answer.success) return { settings: answer.data, errors };
  for (const issue of answer.error.issues as unknown as SchemaIssue[]) errors[issue.path[0] as SearchField] ??= issueText(issue, numbers);
  return { settings: null, errors };
}
