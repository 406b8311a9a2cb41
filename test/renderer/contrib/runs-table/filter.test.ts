import { expect, test } from 'vitest';
import type { RunDetail } from '../../../../engine/protocol/training.ts';
import { runColumns } from '../../../../renderer/contrib/runs-table/columns.ts';
import { closest, parseFilter } from '../../../../renderer/contrib/runs-table/filter.ts';
import { run } from '../../fixture/fake-data.ts';

function made(id: string, name: string, change: (one: RunDetail) => void = () => {}): RunDetail {
  const one = run(id, name, 'done', 'air', 'airline', 0);
  one.createdAt = '2026-02-10T08:00:00.000Z';
  change(one);
  return one;
}

const runs = [
  made('a', 'Airline LSTM', (one) => {
    one.config.model.kind = 'lstm';
    one.config.model.hidden = 64;
    one.annotation = { ...one.annotation, tags: ['final', 'for review'], notes: 'Longer context helped.' };
  }),
  made('b', 'Airline GRU', (one) => {
    one.evaluation!.metrics.model.mase = 1.2;
    one.evaluation!.verdict.skill = -0.05;
    one.annotation = { ...one.annotation, archived: true };
  }),
  made('c', 'Sales GRU', (one) => {
    one.datasetName = 'sales';
    one.evaluation = null;
    one.state = 'failed';
    one.createdAt = '2026-03-01T08:00:00.000Z';
  }),
];
const columns = runColumns(runs, new Map());
const ids = (text: string): string =>
  runs
    .filter(parseFilter(text, columns).matches)
    .map(({ id }) => id)
    .join('');

test.each([
  ['', 'abc'],
  ['gru', 'bc'],
  ['"airline lstm"', 'a'],
  ['context', 'a'],
  ['model:lstm', 'a'],
  ['model:lstm|gru', 'abc'],
  ['dataset=air', ''],
  ['dataset=airline', 'ab'],
  ['dataset!=airline', 'c'],
  ['tag:final', 'a'],
  ['tag="for review"', 'a'],
  ['tags:rev', 'a'],
  ['mase<1', 'a'],
  ['mase>=1.2', 'b'],
  ['-mase<1', 'bc'],
  ['skill>=10%', 'a'],
  ['skill<0', 'b'],
  ['hidden=64', 'a'],
  ['HIDDEN>=64', 'a'],
  ['when>2026-02-15', 'c'],
  ['is:failed', 'c'],
  ['-is:archived gru', 'c'],
  ['model:gru mase>1', 'b'],
])('%s leaves %s', (text, left) => {
  expect(parseFilter(text, columns).problems).toEqual([]);
  expect(ids(text)).toBe(left);
});

test('a comparison never holds for a run without the figure', () => {
  expect(ids('mase<1000')).toBe('ab');
  expect(ids('mase>-1000')).toBe('ab');
});

test.each([
  ['modle:lstm', '"model"', 0, 10],
  ['gru mase<abc', '"abc"', 4, 12],
  ['tag:', 'tag', 0, 4],
  ['is:archivd', '"is:archived"', 0, 10],
])('%s says what is wrong and where, and the rest holds', (text, says, from, to) => {
  const { problems } = parseFilter(text, columns);
  expect(problems).toEqual([{ message: expect.stringContaining(says) as string, from, to }]);
});

test('the rest of a filter holds beside a term that cannot be read', () => {
  expect(ids('gru mase<abc')).toBe('bc');
});

test('archived runs are asked for only by naming them', () => {
  expect(parseFilter('is:archived', columns).asksArchived).toBe(true);
  expect(parseFilter('-is:archived', columns).asksArchived).toBe(false);
});

test('the closest name has the fewest changed letters', () => {
  expect(closest('horison', ['hidden', 'horizon', 'model'])).toBe('horizon');
});
