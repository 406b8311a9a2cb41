import { expect, test } from 'vitest';
import { formatMessage, translator } from '../../../renderer/platform/i18n/i18n.ts';

test('placeholders and forms of number', () => {
  expect(formatMessage('{count} row || {count} rows', { count: 1 })).toBe('1 row');
  expect(formatMessage('{count} row || {count} rows', { count: 1200 })).toBe('1,200 rows');
  expect(formatMessage('{name} of {missing}', { name: 'A' })).toBe('A of {missing}');
});

test('a translator knows the keys of its table', () => {
  const t = translator({ hello: 'Hello {name}' });
  expect(t('hello', { name: 'Ada' })).toBe('Hello Ada');
});
