import { expect, test } from 'vitest';
import { backgroundOf, backgrounds, languageOf, parsePreferences } from '../../electron/preferences.ts';
import { themeNames, tokenValue } from '../../renderer/platform/theme/themes.ts';

const saved = (values: unknown): string => JSON.stringify({ version: 1, values, damaged: [] });

test('the choices come from the saved state; what is not one follows the system', () => {
  expect(parsePreferences(saved({ language: 'de', theme: 'hc-light' }))).toEqual({ language: 'de', theme: 'hc-light' });
  expect(parsePreferences(saved({ language: 'pseudo' })).language).toBe('en');
  for (const text of [null, '', '[]', '{"values":7}', saved({ language: 'fr', theme: 'toString' })])
    expect(parsePreferences(text)).toEqual({ language: 'system', theme: 'system' });
});

test('the language is the first that the system prefers and the app speaks', () => {
  expect(languageOf('system', ['fr-FR', 'de-AT', 'en-US'])).toBe('de');
  expect(languageOf('system', ['fr-FR'])).toBe('en');
  expect(languageOf('en', ['de-DE'])).toBe('en');
});

test('the window opens on the ground of the editor', () => {
  for (const theme of themeNames) expect(backgrounds[theme], theme).toBe(tokenValue('editor-background', theme));
  expect(backgroundOf('light', { dark: true, contrast: true })).toBe(backgrounds.light);
  expect(backgroundOf('system', { dark: true, contrast: true })).toBe(backgrounds['hc-dark']);
  expect(backgroundOf('system', { dark: false, contrast: false })).toBe(backgrounds.light);
});
