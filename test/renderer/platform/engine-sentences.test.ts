import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { german } from '../../../renderer/platform/engine-text/german.ts';
import { ENGLISH, FALLBACKS, FILLED, staysEnglish } from './engine-sentences/english.ts';
import { scanEngine } from './engine-sentences/scan.ts';
import { isProse, render, strictly } from './engine-sentences/strict.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-sentences-'));
afterAll(() => rmSync(folder, { recursive: true }));

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** What the scan reads in a made-up engine. */
function scanned(...sources: string[]): string[] {
  mkdirSync(path.join(folder, 'engine'), { recursive: true });
  sources.forEach((source, i) => writeFileSync(path.join(folder, 'engine', `${'abc'[i]!}.ts`), source));
  return scanEngine(folder).flatMap(({ variants }) => variants.map(render));
}

const texts = scanEngine(ROOT).flatMap(({ place, variants, sink }) =>
  variants.map((variant) => ({ place, text: render(variant) })).filter(({ text }) => isProse(text) || (sink && /[a-z]{2}/.test(text))),
);

test('every sentence that the engine can say has its German', () => {
  const known = strictly(german);
  const missing = texts
    .filter(({ place, text }) => known(text) === null && !staysEnglish(place, text))
    .map(({ place, text }) => `${place} ${text}`);
  expect([...new Set(missing)]).toEqual([]);
});

test('the scan finds what the engine says', () => {
  expect(texts.length).toBeGreaterThan(800);
  for (const part of ['Does not beat ridge', 'is damaged: its bytes do not match', 'Expected a segment that divides', 'Tuning '])
    expect(
      texts.some(({ text }) => text.includes(part)),
      part,
    ).toBe(true);
});

test('what stays English is still said', () => {
  const idle = ENGLISH.filter((one) => !texts.some(({ place, text }) => place.startsWith(one.place) && (one.text?.test(text) ?? true)));
  expect(idle).toEqual([]);
});

test('the table holds no sentence that the engine does not say', () => {
  const known = strictly(german);
  const samples = JSON.parse(readFileSync(path.join(ROOT, 'samples', 'index.json'), 'utf8')) as unknown;
  const said = new Set([...texts.map(({ text }) => text), ...textsOf(samples), ...FILLED].flatMap((text) => known(text) ?? []));
  const idle = german.filter((_, i) => !said.has(i)).map(([english]) => english);
  expect(idle.sort()).toEqual([...FALLBACKS].sort());
});

test('words that values bring into a sentence are known', () => {
  const known = strictly(german);
  expect(FILLED.filter((text) => known(text) === null)).toEqual([]);
});

test('no sentence is in the table twice', () => {
  const seen = new Set<string>();
  const twice = german.map(([english]) => english.replace(/\{\w+/g, '{')).filter((english) => seen.size === seen.add(english).size);
  expect(twice).toEqual([]);
});

test('a sentence is put together from constants, conditions, helpers and what their callers give', () => {
  const found = scanned(
    `import { damaged, UNIT } from './b.ts';
     const advice = { lower: 'Lower it.', raise: 'Raise it.' };
     export function check(path: string, count: number, kind: 'lower' | 'raise'): void {
       const what = count > 1 ? 'has too many parts' : 'has no part';
       if (count > 9) throw damaged(path, 'it is cut off');
       throw new ExpectedError('x', \`\${path} \${what} (\${count.toFixed(2)} \${UNIT}). \` + advice[kind]);
     }`,
    `export const UNIT = 'of them';
     export function damaged(path: string, what: string): Error {
       return new ExpectedError('y', \`\${path} is damaged: \${what}.\`);
     }`,
  );
  expect(found.filter(isProse).sort()).toEqual([
    '7041 has no part (7.5 of them). Lower it.',
    '7041 has no part (7.5 of them). Raise it.',
    '7041 has too many parts (7.5 of them). Lower it.',
    '7041 has too many parts (7.5 of them). Raise it.',
    '7041 is damaged: it is cut off.',
  ]);
});

test('bugs and the log are not asked for', () => {
  expect(scanned(`throw new Error('This cannot be.'); say('info', 'Training starts now.');`, '')).toEqual([]);
});

test('a new sentence, a new branch of one, and words that would stay English in a placeholder are missed', () => {
  const known = strictly([
    ['{path} holds no rows.', '{path} enthält keine Zeilen.'],
    ['It is {size:n} m long: {why:t}.', 'Es ist {size} m lang: {why}.'],
    ['it grew', 'es wuchs'],
  ]);
  expect(known('7041 holds no rows.')).toEqual([0]);
  expect(known('7041 holds two rows.')).toBeNull();
  expect(known('the old file holds no rows.')).toBeNull();
  expect(known('It is 7.5 m long: it grew. 7041 holds no rows.')).toEqual([1, 2, 0]);
  expect(known('It is 7.5 m long: it was pulled.')).toBeNull();
  expect(strictly([['It is {size} m long.', 'Es ist {size} m lang.']])('It is 7.5 m long.')).toBeNull();
  expect(strictly([['It failed: {why}.', 'Es schlug fehl: {why}.']])('It failed: 9090.')).toBeNull();
});
