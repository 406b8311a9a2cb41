// @vitest-environment happy-dom
/** What the tree says to assistive technology, and what each key does. */
import { mount } from '@vue/test-utils';
import { afterEach, expect, test } from 'vitest';
import type { TreeRow } from '../../../renderer/base/tree/tree-row.ts';
import TreeView from '../../../renderer/base/tree/TreeView.vue';

const row = (id: string, level: number, more: Partial<TreeRow<string>> = {}): TreeRow<string> => ({
  id,
  level,
  expanded: null,
  text: id,
  item: id,
  ...more,
});
const rows = [row('a', 1, { expanded: true }), row('b', 2, { checked: true }), row('c', 2, { checked: false }), row('d', 1)];
let tree: ReturnType<typeof mounted> | null = null;
afterEach(() => tree?.unmount());

function mounted(props: Record<string, unknown> = {}) {
  return mount(TreeView<string>, {
    props: { rows, selected: 'd', label: 'Letters', ...props },
    slots: { default: '<span>{{ params.item }}</span>' },
    attachTo: document.body,
  });
}
const press = (key: string, more: Record<string, unknown> = {}): Promise<void> =>
  tree!.find('[role="tree"]').trigger('keydown', { key, ...more });
const events = (name: string): unknown[][] => tree!.emitted(name) ?? [];
const idsOf = (name: string): string[] => events(name).map(([one]) => (one as TreeRow<string>).id);

test('rows say their level, their place among their siblings, and whether they are open, ticked and chosen', () => {
  tree = mounted();
  const told = tree
    .findAll('[role="treeitem"]')
    .map((one) => ['level', 'posinset', 'setsize', 'expanded', 'checked', 'selected'].map((name) => one.attributes(`aria-${name}`)));
  expect(told).toEqual([
    ['1', '1', '2', 'true', undefined, 'false'],
    ['2', '1', '2', undefined, 'true', 'false'],
    ['2', '2', '2', undefined, 'false', 'false'],
    ['1', '2', '2', undefined, undefined, 'true'],
  ]);
  const named = tree.find('[role="tree"]').attributes('aria-activedescendant');
  expect(tree.findAll('[role="treeitem"]')[3]?.attributes('id')).toBe(named);
});

test('the arrows move, open and close; Space ticks or opens, Enter opens for good', async () => {
  tree = mounted();
  for (const key of ['Home', 'ArrowRight', ' ', 'ArrowDown', 'Enter', 'ArrowLeft', 'ArrowLeft', 'End', ' ']) await press(key);
  expect(idsOf('check')).toEqual(['b']);
  expect(events('open').map(([one, keep]) => [(one as TreeRow<string>).id, keep])).toEqual([
    ['c', true],
    ['d', false],
  ]);
  expect(idsOf('toggle')).toEqual(['a']);
});

test('a letter goes to a row; Ctrl+Left closes all; Ctrl+F asks for the filter, Escape ends it', async () => {
  tree = mounted({ find: { label: 'Filter', none: 'Nothing' }, collapseAll: 'Close all' });
  await press('c');
  await press('Enter');
  expect(idsOf('open')).toEqual(['c']);
  await press('ArrowLeft', { ctrlKey: true });
  expect(events('collapse')).toHaveLength(1);
  expect(tree.find('input').exists()).toBe(false);
  await press('f', { ctrlKey: true });
  await tree.find('input').setValue('zz');
  expect(events('update:filter').at(-1)).toEqual(['zz']);
  await tree.find('input').trigger('keydown', { key: 'Escape' });
  expect(events('update:filter').at(-1)).toEqual(['']);
  expect(tree.find('input').exists()).toBe(false);
});

test('what is done to a marked row is done to all that are marked with it', async () => {
  tree = mounted({ multiple: true });
  expect(tree.find('[role="tree"]').attributes('aria-multiselectable')).toBe('true');
  await press('Home');
  await press('ArrowDown', { shiftKey: true });
  await tree.findAll('[role="treeitem"]')[3]?.trigger('click', { ctrlKey: true });
  await press('Delete');
  const [removed] = events('remove');
  expect((removed?.[1] as Array<TreeRow<string>>).map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  expect(events('open')).toEqual([]);
});
