import { shallowReactive } from 'vue';
import { expect, test } from 'vitest';
import { flatRows, groupedRows } from '../../../renderer/base/tree/list-rows.ts';
import type { TreeRow } from '../../../renderer/base/tree/tree-row.ts';
import { TypedWord, findTyped, passesFilter } from '../../../renderer/base/tree/tree-search.ts';
import { useTree } from '../../../renderer/base/tree/use-tree.ts';

const names = ['airline', 'alpha', 'beta', 'bravo'];

test('letters find the next row that begins with them, or else holds them', () => {
  expect(findTyped(names, 'b', 0)).toBe(2);
  expect(findTyped(names, 'br', 0)).toBe(3);
  expect(findTyped(names, 'line', 1)).toBe(0);
  expect(findTyped(names, 'zz', 0)).toBeNull();
});

test('the same letter again goes on to the next row', () => {
  expect(findTyped(names, 'a', 0)).toBe(1);
  expect(findTyped(names, 'aa', 1)).toBe(0);
});

test('a pause begins a new word', () => {
  const word = new TypedWord();
  expect(word.add('a', 0)).toBe('a');
  expect(word.add('l', 500)).toBe('al');
  expect(word.pending(600)).toBe(true);
  expect(word.pending(5000)).toBe(false);
  expect(word.add('b', 5000)).toBe('b');
});

test('a filter wants every word', () => {
  expect(passesFilter('Airline GRU done', 'gru air')).toBe(true);
  expect(passesFilter('Airline GRU done', 'gru failed')).toBe(false);
});

const items = names.map((id) => ({ id }));
const textOf = ({ id }: { id: string }): string => id;

function tree() {
  const source = shallowReactive({ rows: flatRows(items, textOf), selected: 'beta' });
  return { source, ...useTree(source) };
}

test('the selected row is active until the keyboard moves', () => {
  const { index, go, type } = tree();
  expect(index.value).toBe(2);
  go(99);
  expect(index.value).toBe(3);
  expect(type(' ', 0)).toBe(false);
  expect(type('a', 10)).toBe(true);
  expect(index.value).toBe(0);
});

test('rows are marked from where the marking began, and one by one; moving on takes the marks back', () => {
  const { source, marked, go, extend, toggle, together, clear } = tree();
  go(1);
  extend(3);
  expect([...marked.value]).toEqual(['alpha', 'beta', 'bravo']);
  extend(0);
  expect([...marked.value]).toEqual(['airline', 'alpha']);
  toggle(3);
  expect(marked.value).toEqual(new Set(['airline', 'alpha', 'bravo']));
  expect(together(source.rows[0]!).map(({ id }) => id)).toEqual(['airline', 'alpha', 'bravo']);
  expect(together(source.rows[2]!).map(({ id }) => id)).toEqual(['beta']);
  source.rows = flatRows(items, textOf, 'al');
  expect([...marked.value]).toEqual(['alpha']);
  go(0);
  expect([...marked.value]).toEqual([]);
  expect(clear()).toBe(false);
});

test('the first row that is marked beside the active one marks that too', () => {
  const { marked, go, toggle } = tree();
  go(0);
  toggle(2);
  expect(marked.value).toEqual(new Set(['airline', 'beta']));
  toggle(2);
  expect(marked.value).toEqual(new Set(['airline']));
});

test('groups close, and a filter opens them', () => {
  const rows = (closed: string[], filter = ''): string[] =>
    groupedRows(items, { textOf, groupOf: ({ id }) => id.charAt(0), closed, filter }).map(({ id }) => id);
  expect(rows([])).toEqual(['group a', 'airline', 'alpha', 'group b', 'beta', 'bravo']);
  expect(rows(['a'])).toEqual(['group a', 'group b', 'beta', 'bravo']);
  expect(rows(['a', 'b'], 'al')).toEqual(['group a', 'alpha']);
});

test('outward leads to the row that holds the active one, over its siblings', () => {
  const row = (id: string, level: number): TreeRow<string> => ({ id, level, expanded: null, text: id, item: id });
  const rows = [row('a', 1), row('b', 2), row('c', 3), row('d', 2), row('e', 1)];
  const { go, parent } = useTree({ rows, selected: null });
  const parents = rows.map((_, place) => (go(place), parent()));
  expect(parents).toEqual([null, 0, 1, 0, null]);
});
