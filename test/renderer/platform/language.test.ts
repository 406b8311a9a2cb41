// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { language, matchLanguage, perLanguage, setLanguage } from '../../../renderer/base/language.ts';
import { LanguageService } from '../../../renderer/platform/language/language-service.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';

afterEach(() => setLanguage('en'));

async function open(choice: string | null, preferred: string[]): Promise<LanguageService> {
  const json = choice === null ? null : JSON.stringify({ version: 1, values: { language: choice }, damaged: [] });
  const state = new StateService({ read: async () => json, write: async () => {} }, () => {});
  await state.load();
  return new LanguageService(state, preferred, document.documentElement);
}

test('the window follows the system until a language is chosen', async () => {
  await open(null, ['fr-CA', 'de-AT', 'en']);
  expect([language(), document.documentElement.lang]).toEqual(['de', 'de']);
  await open('en', ['de-DE']);
  expect([language(), document.documentElement.lang]).toEqual(['en', 'en']);
  await open('klingon', ['de-DE']);
  expect(language()).toBe('de');
  expect(matchLanguage(['fr', 'it'])).toBe('en');
});

test('another choice waits for the window to be loaded again, and only where it speaks another language', async () => {
  const service = await open(null, ['de-DE']);
  service.choice.value = 'de';
  expect(service.pending).toBe(false);
  service.choice.value = 'en';
  expect(service.pending).toBe(true);
  expect(language()).toBe('de');
});

test('the pseudo language tells assistive technology that it is English', async () => {
  await open('pseudo', ['de-DE']);
  expect([language(), document.documentElement.lang]).toEqual(['pseudo', 'en']);
});

test('a value by language is made once for each', () => {
  let made = 0;
  const value = perLanguage(() => `${language()} ${++made}`);
  expect([value(), value()]).toEqual(['en 1', 'en 1']);
  setLanguage('de');
  expect(value()).toBe('de 2');
  setLanguage('en');
  expect([value(), made]).toEqual(['en 1', 2]);
});
