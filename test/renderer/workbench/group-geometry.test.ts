import { expect, test } from 'vitest';
import type { Placed } from '../../../renderer/workbench/editors/group-geometry.ts';
import { neighbour, readingOrder } from '../../../renderer/workbench/editors/group-geometry.ts';

const group = (id: string, left: number, top: number, right: number, bottom: number): Placed => ({ id, box: { left, top, right, bottom } });

/** a | b over c, where c is the higher of the two. */
const grid = [group('c', 500, 200, 1000, 800), group('b', 500, 0, 1000, 200), group('a', 0, 0, 500, 800)];

test('groups are counted from left to right and from top to bottom', () => {
  expect(readingOrder(grid).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['a', 'right', 'c'],
  ['b', 'left', 'a'],
  ['b', 'below', 'c'],
  ['c', 'above', 'b'],
  ['a', 'left', null],
  ['a', 'above', null],
  ['gone', 'left', null],
] as const)('from %s %s lies %s', (from, direction, expected) => {
  expect(neighbour(grid, from, direction)).toBe(expected);
});

test('a group across a corner is no neighbour', () => {
  expect(neighbour([group('a', 0, 0, 100, 100), group('d', 100, 100, 200, 200)], 'a', 'right')).toBeNull();
});
