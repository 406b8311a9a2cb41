import { expect, test } from 'vitest';
import { appendToText, parseText, placeOf, setInText } from '../../../renderer/platform/config/jsonc.ts';

const commented = `// mine
{
  // dark at night
  "workbench.colorTheme": "dark", // and by day
  "notifications.hideAfter": 5,
}
`;

test('comments and commas after the last entry are read', () => {
  expect(parseText(commented)).toMatchObject({
    value: { 'workbench.colorTheme': 'dark', 'notifications.hideAfter': 5 },
    problems: [],
  });
  expect(parseText('').problems).toEqual([]);
});

test('a change keeps every comment and the order', () => {
  expect(setInText(commented, ['workbench.colorTheme'], 'light')).toBe(commented.replace('"dark"', '"light"'));
  const without = setInText(commented, ['notifications.hideAfter'], undefined);
  expect(without).toContain('// mine');
  expect(without).toContain('// dark at night');
  expect(without).toContain('// and by day');
  expect(parseText(without)).toMatchObject({ value: { 'workbench.colorTheme': 'dark' }, problems: [] });
  const first = setInText(commented, ['workbench.colorTheme'], undefined);
  expect(first).toBe('// mine\n{\n  // dark at night\n   // and by day\n  "notifications.hideAfter": 5,\n}\n');
});

test('a member is taken out with one comma, wherever it stands', () => {
  const list = '[\n  1,\n  2, /* two */\n  3\n]\n';
  expect(setInText(list, [1], undefined)).toBe('[\n  1,\n   /* two */\n  3\n]\n');
  expect(parseText(setInText(list, [2], undefined))).toMatchObject({ value: [1, 2], problems: [] });
  expect(setInText('{ "a": 1 }', ['a'], undefined)).toBe('{  }');
  expect(setInText('{ "a": 1 }', ['b'], undefined)).toBe('{ "a": 1 }');
});

test('a change of an empty text makes an object, an entry a list', () => {
  expect(setInText('', ['a.b'], true)).toBe('{\n  "a.b": true\n}\n');
  const list = appendToText('', { key: 'f9', command: 'x' });
  expect(parseText(list).value).toEqual([{ key: 'f9', command: 'x' }]);
  expect(parseText(appendToText(list, 2)).value).toEqual([{ key: 'f9', command: 'x' }, 2]);
});

test('a mistake is told with its line and column', () => {
  const { problems } = parseText('{\n  "a": 1\n  "b": 2\n}');
  expect(problems[0]).toMatchObject({ code: 'CommaExpected', line: 3, column: 3 });
  expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
});
