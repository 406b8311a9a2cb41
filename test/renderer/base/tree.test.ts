import { shallowReactive } from 'vue';
import { expect, test } from 'vitest';
import { TypedWord, findTyped, passesFilter } from '../../../renderer/base/ui/tree-search.ts';
import { useTree } from '../../../renderer/base/ui/use-tree.ts';

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

function tree(groupOf?: (item: { id: string }) => string) {
  return useTree(
    shallowReactive({ items: names.map((id) => ({ id })), selected: 'beta', textOf: (item: { id: string }) => item.id, groupOf }),
  );
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

test('groups close and open; a filter opens them; closing all leaves the active one in sight', () => {
  const { rows, index, filter, found, setOpen, collapseAll, goToGroup } = tree((item) => item.id.charAt(0));
  const ids = (): string[] => rows.value.map((row) => row.id);
  expect(ids()).toEqual(['group a', 'airline', 'alpha', 'group b', 'beta', 'bravo']);
  goToGroup();
  expect(ids()[index.value]).toBe('group b');
  setOpen('a', false);
  expect(ids()).toEqual(['group a', 'group b', 'beta', 'bravo']);
  filter.value = 'al';
  expect(ids()).toEqual(['group a', 'alpha']);
  expect(found.value).toBe(1);
  filter.value = '';
  collapseAll();
  expect(ids()).toEqual(['group a', 'group b']);
});
