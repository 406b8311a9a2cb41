import { expect, test } from 'vitest';
import { dataRows } from '../../../renderer/contrib/dataset/data-tree.ts';
import { dataset } from '../fixture/fake-data.ts';

const panel = dataset('panel', 'Panel', 3);
const single = dataset('air', 'Airline', 1);
const ids = (rows: ReturnType<typeof dataRows>): string[] => rows.map(({ id }) => id);

test('datasets are closed at first, and open to their series and columns', () => {
  expect(ids(dataRows([panel, single], { open: new Set(), filter: '' }))).toEqual(['dataset:panel', 'dataset:air']);
  expect(ids(dataRows([panel], { open: new Set(['dataset:panel']), filter: '' }))).toEqual([
    'dataset:panel',
    'series:panel',
    'columns:panel',
  ]);
  const open = new Set(['dataset:panel', 'series:panel', 'columns:panel']);
  const rows = dataRows([panel], { open, filter: '' });
  expect(rows.map(({ level }) => level)).toEqual([1, 2, 3, 3, 3, 2, ...panel.columns.map(() => 3)]);
});

test('a dataset of one series lists its columns only', () => {
  expect(ids(dataRows([single], { open: new Set(['dataset:air']), filter: '' }))).toEqual(['dataset:air', 'columns:air']);
});

test('the filter opens what holds a hit, and hides the rest', () => {
  const column = panel.columns.find(({ role }) => role === 'value')!.name;
  const rows = dataRows([panel, single], { open: new Set(), filter: panel.series[1]!.id });
  expect(ids(rows)).toEqual(['dataset:panel', 'series:panel', `one:panel:${panel.series[1]!.id}`]);
  expect(ids(dataRows([panel], { open: new Set(), filter: column.toUpperCase() }))).toContain(`column:panel:${column}`);
  expect(ids(dataRows([panel, single], { open: new Set(), filter: 'airl' }))).toEqual(['dataset:air']);
  expect(dataRows([panel], { open: new Set(), filter: 'no such words' })).toEqual([]);
});

test('thousands of series are listed, each found by its name', () => {
  const many = dataset('many', 'Many', 2500);
  const rows = dataRows([many], { open: new Set(['dataset:many', 'series:many']), filter: '' });
  expect(rows.filter(({ item }) => item.kind === 'series').map(({ text }) => text)).toEqual(many.series.map(({ id }) => id));
});
