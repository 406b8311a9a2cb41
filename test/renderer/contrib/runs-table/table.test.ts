import { expect, test } from 'vitest';
import type { RunDetail } from '../../../../engine/protocol/training.ts';
import { comparableSets, whyLossesDiffer, whyNotComparable } from '../../../../renderer/platform/runs/comparable.ts';
import { differingParameters } from '../../../../renderer/platform/runs/parameters.ts';
import { arrange, nextSort, sortRuns } from '../../../../renderer/contrib/runs-table/arrange.ts';
import { deltaText, deltaTitle } from '../../../../renderer/contrib/runs-table/cell-text.ts';
import { runColumns, setName } from '../../../../renderer/contrib/runs-table/columns.ts';
import { deltaOf, senseOf } from '../../../../renderer/contrib/runs-table/deltas.ts';
import { runsCsv } from '../../../../renderer/contrib/runs-table/export-csv.ts';
import { defaultSettings, isShown, moveColumn, orderColumns } from '../../../../renderer/contrib/runs-table/table-settings.ts';
import { run } from '../../fixture/fake-data.ts';

function made(id: string, change: (one: RunDetail) => void = () => {}): RunDetail {
  const one = run(id, `Run ${id}`, 'done', 'air', 'airline', 0);
  change(one);
  return one;
}
const mase = (value: number | null) => (one: RunDetail) => {
  if (value === null) one.evaluation = null;
  else one.evaluation!.metrics.model.mase = value;
};
const columns = runColumns([made('1')], new Map());
const column = (id: string) => columns.find((one) => one.id === id)!;
const idsOf = (runs: ReadonlyArray<{ id: string }>): string => runs.map(({ id }) => id).join();

test('no two columns have the same id, and they stand in their usual order', () => {
  const ids = columns.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(orderColumns(columns, []).map(({ id }) => id)).toEqual(ids);
});

test('runs are sorted by several columns, missing figures last either way, numbers in names by value', () => {
  const runs = [made('10', mase(0.5)), made('2', mase(null)), made('1', mase(0.9)), made('3', mase(0.5))];
  expect(
    idsOf(
      sortRuns(
        runs,
        [
          { id: 'mase', descending: false },
          { id: 'name', descending: false },
        ],
        columns,
      ),
    ),
  ).toBe('3,10,1,2');
  expect(
    idsOf(
      sortRuns(
        runs,
        [
          { id: 'mase', descending: true },
          { id: 'name', descending: false },
        ],
        columns,
      ),
    ),
  ).toBe('1,3,10,2');
  runs[1]!.annotation = { ...runs[1]!.annotation, pinned: true };
  expect(idsOf(sortRuns(runs, [{ id: 'name', descending: true }], columns))).toBe('2,10,3,1');
});

test('a click sorts up, then down, then not; with Shift the other columns stay', () => {
  const up = nextSort([], 'mase', false);
  expect(up).toEqual([{ id: 'mase', descending: false }]);
  expect(nextSort(up, 'mase', false)).toEqual([{ id: 'mase', descending: true }]);
  expect(nextSort([{ id: 'mase', descending: true }], 'mase', false)).toEqual([]);
  expect(nextSort(up, 'name', true)).toEqual([...up, { id: 'name', descending: false }]);
  expect(nextSort([...up, { id: 'name', descending: true }], 'name', true)).toEqual(up);
});

test('groups hold their runs, a closed one none, and a run stands under each of its tags', () => {
  const runs = [made('1', (one) => (one.annotation = { ...one.annotation, tags: ['b', 'a'] })), made('2')];
  const rows = arrange(runs, 'tag', new Set(['tag:b']), () => null);
  expect(rows.map((row) => (row.kind === 'group' ? `${row.label}(${row.count})` : row.run.id))).toEqual([
    'a(1)',
    '1',
    'b(1)',
    'No tag(1)',
    '2',
  ]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test('only parameters that differ are shown, and what the user decided wins', () => {
  const runs = [made('1'), made('2', (one) => (one.config.model.hidden = 99)), made('3', (one) => (one.config.data.future = ['price']))];
  const differing = new Set(differingParameters(runs).map(({ name }) => name));
  expect([...differing]).toEqual(['future', 'hidden']);
  const shown = (settings = defaultSettings) =>
    columns.filter((one) => one.parameter && isShown(one, settings, differing, false)).map(({ id }) => id);
  expect(shown()).toEqual(['future', 'hidden']);
  expect(shown({ ...defaultSettings, hidden: ['hidden'], shown: ['rate'] })).toEqual(['future', 'rate']);
  expect(shown({ ...defaultSettings, differencesOnly: false }).length).toBeGreaterThan(30);
  expect(differingParameters(runs.slice(0, 1))).toEqual([]);
});

test('a column that is moved stays there, and a new one keeps its usual neighbour', () => {
  const ids = columns.map(({ id }) => id);
  const order = moveColumn(ids, 'mase', 'state');
  expect(order.slice(0, 3)).toEqual(['name', 'mase', 'state']);
  const without = order.filter((id) => id !== 'smape');
  const placed = orderColumns(columns, without).map(({ id }) => id);
  expect(placed.indexOf('smape')).toBe(placed.indexOf('mase') + 1);
});

test.each([
  ['lower', 0.5, 0.7, 'better'],
  ['lower', 0.7, 0.5, 'worse'],
  ['higher', 0.2, 0.1, 'better'],
  ['higher', -0.2, 0.1, 'worse'],
  ['near80', 0.82, 0.7, 'better'],
  ['near80', 0.95, 0.7, 'worse'],
  ['near80', 0.75, 0.85, 'same'],
  ['lower', 0.1 + 0.2, 0.3, 'same'],
] as const)('%s: %d against %d is %s', (better, value, other, sense) => {
  expect(senseOf(value, other, better)).toBe(sense);
});

test('a difference from the baseline stands only where the engine holds both comparable', () => {
  const [baseline, other] = [made('1', mase(0.8)), made('2', mase(0.6))];
  const together = comparableSets([{ rows: [{ runId: '1' }, { runId: '2' }] as never }]);
  const delta = deltaOf(column('mase'), other, baseline, together);
  expect(delta).toMatchObject({ kind: 'delta', sense: 'better' });
  expect(deltaText(column('mase'), delta)).toBe('−0.2');
  expect(deltaTitle(column('mase'), delta, 'Run 1')).toBe('Better than Run 1: −0.2');
  const apart = comparableSets([{ rows: [{ runId: '1' }] as never }, { rows: [{ runId: '2' }] as never }]);
  other.config.data.horizon = 24;
  const refused = deltaOf(column('mase'), other, baseline, apart);
  expect(refused).toEqual({ kind: 'refused', reason: 'horizon 24 against 12' });
  expect(deltaText(column('mase'), refused)).toBe('–');
  expect(deltaOf(column('mase'), baseline, baseline, together)).toEqual({ kind: 'none' });
  expect(deltaOf(column('duration'), other, baseline, together)).toEqual({ kind: 'none' });
});

test('why runs are not comparable is said in words, also where only the content of the data differs', () => {
  const [one, other] = [made('1'), made('2')];
  const apart = new Map([
    ['1', 0],
    ['2', 1],
  ]);
  expect(whyNotComparable(one, other, apart)).toBe('other content of the data');
  expect(whyNotComparable(one, { ...other, evaluation: null }, apart)).toBe('"Run 2" has no backtest');
  const together = new Map([
    ['1', 0],
    ['2', 0],
  ]);
  expect(whyLossesDiffer(one, other, together)).toBeNull();
  other.config.training.loss = 'mae';
  expect(whyNotComparable(one, other, together)).toBeNull();
  expect(whyLossesDiffer(one, other, together)).toBe('loss differs, so the losses have other units');
});

test('sets have letters', () => {
  expect([0, 25, 26, 51, 52].map(setName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});

test('the table as CSV keeps full precision and is no formula', () => {
  const one = made('1', (made) => {
    made.name = '=cmd, "x"';
    made.createdAt = '2026-01-05T14:12:10Z';
    made.evaluation!.metrics.model.mase = 1 / 3;
  });
  const csv = runsCsv([one], [column('name'), column('when'), column('mase'), column('skillRidge')]);
  expect(csv).toBe('id,name,when,mase,skillRidge\r\n1,"\'=cmd, ""x""",2026-01-05T14:12:10.000Z,0.3333333333333333,0.08\r\n');
});
