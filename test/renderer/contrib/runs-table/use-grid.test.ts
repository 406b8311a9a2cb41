import { shallowRef } from 'vue';
import { expect, test } from 'vitest';
import { useGrid } from '../../../../renderer/contrib/runs-table/use-grid.ts';

function gridOf(ids: ReadonlyArray<string | null>) {
  const selected = shallowRef<ReadonlySet<string>>(new Set());
  const rows = shallowRef(ids.map((id, index) => ({ key: id ?? `group-${index}`, id })));
  const grid = useGrid({ rows: () => rows.value, columnCount: () => 3, selected, pageSize: () => 2 });
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey', boolean>> = {}): boolean =>
    grid.onKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });
  return { grid, press, rows, chosen: () => [...selected.value].join('') };
}

test('arrows move between the head and the last row, and between the columns', () => {
  const { grid, press } = gridOf(['a', 'b', 'c']);
  press('ArrowDown');
  press('ArrowRight');
  expect([grid.row.value, grid.column.value]).toEqual([1, 1]);
  press('ArrowUp');
  press('ArrowUp');
  press('ArrowUp');
  expect(grid.row.value).toBe(-1);
  press('End', { ctrlKey: true });
  press('End');
  expect([grid.row.value, grid.column.value]).toEqual([2, 2]);
  press('ArrowDown');
  expect(grid.row.value).toBe(2);
});

test('Shift reaches from where it began, over the heads of groups, and shrinks again', () => {
  const { press, chosen } = gridOf([null, 'a', 'b', null, 'c']);
  press('ArrowDown');
  press('ArrowDown', { shiftKey: true });
  press('ArrowDown', { shiftKey: true });
  press('ArrowDown', { shiftKey: true });
  expect(chosen()).toBe('abc');
  press('ArrowUp', { shiftKey: true });
  press('ArrowUp', { shiftKey: true });
  expect(chosen()).toBe('ab');
});

test('Space and Ctrl+A select, Escape gives it up, other keys with Ctrl are left to commands', () => {
  const { press, chosen } = gridOf(['a', null, 'b']);
  press(' ');
  expect(chosen()).toBe('a');
  press('a', { ctrlKey: true });
  expect(chosen()).toBe('ab');
  expect(press('Escape')).toBe(true);
  expect(chosen()).toBe('');
  expect(press('Escape')).toBe(false);
  expect(press('p', { ctrlKey: true })).toBe(false);
});

test('clicks select one, with Ctrl one more, with Shift a range', () => {
  const { grid, chosen } = gridOf(['a', 'b', 'c', 'd']);
  grid.pick(1, 0, { ctrl: false, shift: false });
  grid.pick(3, 0, { ctrl: true, shift: false });
  expect(chosen()).toBe('bd');
  grid.pick(1, 0, { ctrl: false, shift: true });
  expect(chosen()).toBe('bcd');
});

test('the active row stays the same run when the rows change places', () => {
  const { grid, press, rows } = gridOf(['a', 'b', 'c']);
  press('ArrowDown');
  rows.value = ['c', 'a', 'b'].map((id) => ({ key: id, id }));
  expect(grid.row.value).toBe(2);
  rows.value = [{ key: 'c', id: 'c' }];
  expect(grid.row.value).toBe(0);
});
