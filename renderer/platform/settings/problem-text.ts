/** Mistakes in settings and keys, in words. */
import type { SyntaxCode } from '../config/jsonc.ts';
import { en } from './messages.en.ts';
import { t } from './messages.ts';
import type { ValueProblem } from './setting-definition.ts';

const isKnown = (code: string): code is SyntaxCode & keyof typeof en => Object.hasOwn(en, code);

export function syntaxText(code: SyntaxCode): string {
  return isKnown(code) ? t(code) : t('syntaxOther');
}

/** A value as it stands in JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function valueText(problem: ValueProblem, value: unknown): string {
  const received = shown(value);
  switch (problem.code) {
    case 'not-boolean':
      return t('notBoolean', { received });
    case 'not-number':
      return t('notNumber', { received });
    case 'not-integer':
      return t('notInteger', { received });
    case 'out-of-range':
      return t('outOfRange', { minimum: problem.minimum, maximum: problem.maximum, received });
    case 'not-option':
      return t('notOption', { options: problem.options, received });
  }
}
