import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '../../../renderer/platform/announce/announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the same text twice is two utterances, and old ones leave', () => {
  const announcer = new Announcer();
  announcer.say('Saved.');
  announcer.say('Saved.');
  expect(announcer.polite.map(({ text }) => text)).toEqual(['Saved.', 'Saved.']);
  expect(new Set(announcer.polite.map(({ id }) => id)).size).toBe(2);
  for (const text of ['a', 'b', 'c']) announcer.say(text);
  expect(announcer.polite.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
});

test('urgent and unhurried texts have a region each, and nothing is said of nothing', () => {
  const announcer = new Announcer();
  announcer.interrupt('The engine has stopped.');
  announcer.say('  ');
  expect(announcer.polite).toEqual([]);
  expect(announcer.assertive.map(({ text }) => text)).toEqual(['The engine has stopped.']);
});

test('a count that follows typing is said once, when it rests', () => {
  const announcer = new Announcer();
  for (const count of [12, 7, 3]) announcer.sayAtRest(`${count} runs`);
  expect(announcer.polite).toEqual([]);
  vi.runAllTimers();
  expect(announcer.polite.map(({ text }) => text)).toEqual(['3 runs']);
});
