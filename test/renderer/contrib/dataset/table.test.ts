import { describe, expect, test } from 'vitest';
import { cellsText } from '../../../../renderer/contrib/dataset/table/copy-cells.ts';
import { at, boxOf, isInside, selectionForKey, type GridSelection } from '../../../../renderer/contrib/dataset/table/grid-selection.ts';
import { readPlace } from '../../../../renderer/contrib/dataset/table/place-input.ts';
import { columnsInView, rowHeight, rowWindow, scrollFor } from '../../../../renderer/contrib/dataset/table/row-window.ts';
import type { EngineService } from '../../../../renderer/platform/engine/engine-service.ts';

describe('keys in a grid', () => {
  const bounds = { rows: 100, columns: 5, page: 20 };
  const press = (from: GridSelection, key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
    selectionForKey({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held }, from, bounds);

  test('move inside the table', () => {
    expect(press(at(0, 0), 'ArrowUp')).toEqual(at(0, 0));
    expect(press(at(95, 2), 'PageDown')).toEqual(at(99, 2));
    expect(press(at(50, 2), 'ArrowDown', { ctrlKey: true })).toEqual(at(99, 2));
    expect(press(at(50, 2), 'Home')).toEqual(at(50, 0));
    expect(press(at(50, 2), 'End', { ctrlKey: true })).toEqual(at(99, 4));
    expect(press(at(50, 2), 'x')).toBeNull();
    expect(press(at(50, 2), 'ArrowUp', { altKey: true })).toBeNull();
  });

  test('with Shift select a box from where they began, in any direction', () => {
    const two = press(press(at(10, 3), 'ArrowUp', { shiftKey: true })!, 'ArrowLeft', { shiftKey: true })!;
    expect(boxOf(two)).toEqual({ top: 9, bottom: 10, left: 2, right: 3 });
    expect(isInside(boxOf(two), 10, 2)).toBe(true);
    expect(isInside(boxOf(two), 11, 2)).toBe(false);
    expect(boxOf(press(at(10, 3), 'a', { ctrlKey: true })!)).toEqual({ top: 0, bottom: 99, left: 0, right: 4 });
    expect(boxOf(press(at(10, 3), ' ', { shiftKey: true })!)).toEqual({ top: 10, bottom: 10, left: 0, right: 4 });
  });

  test('mean nothing in an empty table', () => {
    expect(
      selectionForKey({ key: 'ArrowDown', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }, at(0, 0), {
        ...bounds,
        rows: 0,
      }),
    ).toBeNull();
  });
});

describe.each([1000, 1_000_000, 12_345_678])('a table of %i rows', (rows) => {
  const height = 600;

  test('begins with the first row and ends with the last, wherever a browser stops drawing', () => {
    const first = rowWindow(rows, 0, height);
    expect([first.from, first.topOf(0)]).toEqual([0, 0]);
    expect(first.total).toBeLessThan(33_000_000);
    const end = rowWindow(rows, first.total - height, height);
    expect(end.to).toBe(rows);
    expect(end.topOf(rows - 1) + rowHeight).toBeCloseTo(end.total, 3);
  });

  test('shows a row that is asked for', () => {
    for (const row of [0, 1, 500, Math.floor(rows / 3), rows - 1]) {
      for (const align of ['center', 'nearest'] as const) {
        const top = scrollFor(row, rows, 0, height, align);
        const { from, to, topOf } = rowWindow(rows, top, height);
        expect(row >= from && row < to, `${row} in ${from} to ${to}`).toBe(true);
        expect(topOf(row)).toBeGreaterThanOrEqual(top - 0.01);
        expect(topOf(row) + rowHeight).toBeLessThanOrEqual(top + height + 0.01);
      }
    }
  });

  test('stays where it is when the row is in view', () => {
    const top = scrollFor(500, rows, 0, height, 'center');
    expect(scrollFor(501, rows, top, height, 'nearest')).toBe(top);
  });
});

test('only the columns between two pixels are drawn', () => {
  expect(columnsInView([100, 50, 200, 80], 120, 160)).toEqual([
    { index: 1, left: 100, width: 50 },
    { index: 2, left: 150, width: 200 },
  ]);
});

describe('what is typed to go somewhere', () => {
  const utc = { hasTime: true, zone: 'UTC' };

  test.each([
    ['1200', { fileRow: 1200 }],
    ['1,200', { fileRow: 1200 }],
    ['1.200.000', { fileRow: 1_200_000 }],
    ['2024-03-05', { time: Date.UTC(2024, 2, 5) }],
    ['2024-03-05 14:30', { time: Date.UTC(2024, 2, 5, 14, 30) }],
    ['05.03.2024', { time: Date.UTC(2024, 2, 5) }],
    ['2024-03', { time: Date.UTC(2024, 2, 1) }],
    ['March 2024', { time: Date.UTC(2024, 2, 1) }],
    ['=2024', { time: Date.UTC(2024, 0, 1) }],
    ['0', null],
    ['soon', null],
    ['', null],
  ])('%s', (typed, place) => expect(readPlace(typed, utc)).toEqual(place));

  test('a date is one of the zone of the data; without a time axis there are lines only', () => {
    expect(readPlace('2024-07-01', { hasTime: true, zone: 'Europe/Berlin' })).toEqual({ time: Date.UTC(2024, 5, 30, 22) });
    expect(readPlace('2024-07-01', { hasTime: false, zone: undefined })).toBeNull();
  });
});

test('cells are copied as a spreadsheet pastes them', async () => {
  const call = async (_method: string, { offset, limit }: { offset: number; limit: number }) => ({
    columns: ['a', 'b', 'c'],
    rows: Array.from({ length: limit }, (_, i) => [offset + i, null, 'two\twords\n']),
  });
  const engine = { call } as unknown as EngineService;
  const write = (value: number | string | null): string => String(value ?? '');
  expect(await cellsText(engine, 'd', { top: 7, bottom: 8, left: 0, right: 2 }, write)).toBe('a\tb\tc\n7\t\ttwo words \n8\t\ttwo words ');
  expect(await cellsText(engine, 'd', { top: 7, bottom: 7, left: 0, right: 0 }, write)).toBe('7');
  await expect(cellsText(engine, 'd', { top: 0, bottom: 999_999, left: 0, right: 1 }, write)).rejects.toThrow('2,000,000');
});
