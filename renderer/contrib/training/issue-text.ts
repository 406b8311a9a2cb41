import type { SchemaIssue } from '../../../engine/protocol/validate.ts';
import { describeIssue, describeValue } from '../../../engine/protocol/validate.ts';
import { locale } from '../../base/language.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import { t } from './messages.ts';

/** What a field takes, and what came instead. */
export function issueText(issue: SchemaIssue, request: object): string {
  const value = issue.path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key], request);
  const got = engineText(describeValue(value));
  const limit = (bound: unknown): string => Number(bound).toLocaleString(locale(), { maximumFractionDigits: 20 });
  const inclusive = issue['inclusive'] !== false;
  if (issue.code === 'too_small' && issue['origin'] !== 'array')
    return t(inclusive ? 'atLeast' : 'moreThan', { limit: limit(issue['minimum']), got });
  if (issue.code === 'too_big' && issue['origin'] !== 'array')
    return t(inclusive ? 'atMost' : 'lessThan', { limit: limit(issue['maximum']), got });
  if (issue.code === 'invalid_type' && issue['expected'] === 'int') return t('wholeNumber', { got });
  return engineText(describeIssue(issue, request, t('jsonSubject')));
}
