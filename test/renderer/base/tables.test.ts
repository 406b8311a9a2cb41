import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { english, german } from '../../../renderer/base/chart/text.ts';

const RENDERER = path.resolve(import.meta.dirname, '..', '..', '..', 'renderer');
type Table = Readonly<Record<string, string>>;

const tables = await Promise.all(
  globSync('**/messages.en.ts', { cwd: RENDERER }).map(async (file) => {
    const load = (name: string): Promise<Record<string, Table>> => import(path.join(RENDERER, name)) as Promise<Record<string, Table>>;
    const [{ en = {} }, { de = {} }] = await Promise.all([load(file), load(file.replace('.en.', '.de.'))]);
    return { folder: path.dirname(file), en, de };
  }),
);

/** Words that are the same in both languages; names, signs and mere arrangements of placeholders need not be listed. */
const sameInBoth: ReadonlySet<string> = new Set([
  'Alt',
  'Drift',
  'Dropout',
  'Editor',
  'Escape',
  'Import {name}',
  'Maximum',
  'Median',
  'Minimum',
  'Name',
  'Panel',
  'Pinball',
  'Ridge',
  'Skill',
  'Start',
  'Tab',
  'Test',
  'Text',
  'Threads',
  'Training',
  'Trend',
]);
const names: ReadonlySet<string> = new Set(['Adam', 'AdamW', 'Diebold-Mariano', 'Hindcast', 'Huber', 'sMAPE', 'p']);

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
/** Holds words of a language, not only names, numbers, signs and placeholders. */
const hasWords = (text: string): boolean => !names.has(text) && /[a-z]/.test(text.replace(/\{\w+\}/g, '')) && !/^[A-Z]+ \d+/.test(text);

test.each(tables)('$folder: German has the keys, the placeholders and the forms of English', ({ en, de }) => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    const other = de[key] ?? '';
    expect(other.split(' || ').length, key).toBe(text.split(' || ').length);
    expect(placeholders(other), key).toEqual(placeholders(text));
    expect(other.trim(), key).not.toBe('');
  }
});

test.each(tables)('$folder: nothing is left in English', ({ en, de }) => {
  const left = Object.entries(en).filter(([key, text]) => de[key] === text && hasWords(text) && !sameInBoth.has(text));
  expect(left).toEqual([]);
});

test('there are tables, and each feature has both', () => {
  expect(tables.length).toBeGreaterThan(12);
  for (const { folder, en, de } of tables) expect([Object.keys(en).length > 0, Object.keys(de).length > 0], folder).toEqual([true, true]);
});

test('the charts have the same texts in both languages, and none is left in English', () => {
  const texts = (table: object): Array<[string, string]> =>
    Object.entries(table).flatMap(([key, value]): Array<[string, string]> => {
      if (typeof value === 'string') return [[key, value]];
      return typeof value === 'object' && value !== null ? texts(value as object) : [];
    });
  const translated = new Map(texts(german));
  expect([...translated.keys()]).toEqual(texts(english).map(([key]) => key));
  expect(texts(english).filter(([key, text]) => translated.get(key) === text && !sameInBoth.has(text))).toEqual([]);
});
