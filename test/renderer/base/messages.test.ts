import { afterEach, expect, test } from 'vitest';
import { matchLanguage, setLanguage } from '../../../renderer/base/language.ts';
import { formatMessage, translator } from '../../../renderer/base/i18n/i18n.ts';

afterEach(() => setLanguage('en'));

test('placeholders and forms of number', () => {
  expect(formatMessage('{count} row || {count} rows', { count: 1 })).toBe('1 row');
  expect(formatMessage('{count} row || {count} rows', { count: 1200 })).toBe('1,200 rows');
  expect(formatMessage('{name} of {missing}', { name: 'A' })).toBe('A of {missing}');
});

test('a translator speaks the language of the moment, with its numbers', () => {
  const t = translator({ en: { rows: '{count} row || {count} rows' }, de: { rows: '{count} Zeile || {count} Zeilen' } });
  expect(t('rows', { count: 1200 })).toBe('1,200 rows');
  setLanguage('de');
  expect(t('rows', { count: 1200 })).toBe('1.200 Zeilen');
  expect(t('rows', { count: 1 })).toBe('1 Zeile');
});

test('the pseudo language accents and lengthens each form, and keeps the placeholders', () => {
  const t = translator({ en: { rows: '{count} row || {count} rows' }, de: { rows: '' } });
  setLanguage('pseudo');
  expect(t('rows', { count: 1 })).toBe('[1 ŕöŵ~~~~]');
  expect(t('rows', { count: 12 })).toBe('[12 ŕöŵš~~~~]');
});

test('the window speaks the first of the system languages that it knows', () => {
  expect(matchLanguage(['fr-CA', 'de-AT', 'en'])).toBe('de');
  expect(matchLanguage(['fr', 'it'])).toBe('en');
});
