import { beforeEach, expect, test, vi } from 'vitest';
import { shallowRef } from 'vue';
import type { DatasetSummary, Fix } from '../../../engine/protocol/data.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import {
  collectProblems,
  countSeverities,
  fixesOfKind,
  groupProblems,
  placeOf,
  problemRows,
} from '../../../renderer/contrib/problems/problem-list.ts';
import { ProblemsModel } from '../../../renderer/contrib/problems/problems-model.ts';
import { changedTraining } from '../../../renderer/contrib/problems/retry-run.ts';
import { FixService } from '../../../renderer/platform/fixes/fix-service.ts';
import type { DatasetFinding } from '../../../renderer/platform/workspace/workspace-store.ts';
import { dataset, run } from '../fixture/fake-data.ts';

const about = dataset('panel', 'Panel', 3);
const fill: Fix = { kind: 'interpolate', column: 'passengers', longest: 3 };
const findingsOf = (summary: DatasetSummary): DatasetFinding[] =>
  summary.findings.map((finding) => ({ ...finding, datasetId: summary.id, datasetName: summary.name }));
const failed = {
  ...run('r1', 'GRU of Panel', 'failed', 'panel', 'Panel', 3),
  error: { code: 'diverged', message: 'The loss is no number.' },
};

test('failed runs come before what was found in datasets; errors come first in each', () => {
  const problems = collectProblems(findingsOf(about), [failed, run('r2', 'Fine', 'done', 'panel', 'Panel', 3)]);
  expect(countSeverities(problems)).toEqual({ error: 2, warning: 1, info: 1 });
  const groups = groupProblems(problems, { text: '', hidden: [] });
  expect(groups.map(({ name }) => name)).toEqual(['GRU of Panel', 'Panel']);
  expect(groups[1]?.problems.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
  expect(problems[0]?.remedies).toEqual([{ kind: 'retry', change: 'halve-rate' }, { kind: 'again' }]);
});

test('problems are filtered by text and by severity', () => {
  const problems = collectProblems(findingsOf(about), []);
  expect(groupProblems(problems, { text: 'PASSENGERS', hidden: [] })[0]?.problems).toHaveLength(1);
  expect(groupProblems(problems, { text: '', hidden: ['info', 'error'] })[0]?.problems.map(({ severity }) => severity)).toEqual([
    'warning',
  ]);
  expect(groupProblems(problems, { text: 'no such words', hidden: [] })).toEqual([]);
});

test('a closed group hides its problems', () => {
  const groups = groupProblems(collectProblems(findingsOf(about), []), { text: '', hidden: [] });
  expect(problemRows(groups, new Set()).map(({ level }) => level)).toEqual([1, 2, 2, 2]);
  expect(problemRows(groups, new Set(['dataset:panel']))).toMatchObject([{ level: 1, expanded: false }]);
});

test('"fix all" takes the best fix of each problem of the kind, by dataset', () => {
  const finding = (id: string, column: string, fixes: Fix[]): DatasetFinding => ({
    code: 'missing-values',
    severity: 'info',
    message: 'm',
    advice: 'a',
    row: 4,
    column,
    count: 2,
    fixes,
    datasetId: id,
    datasetName: id,
  });
  const best = (column: string): Fix => ({ kind: 'interpolate', column, longest: 1 });
  const accept = (column: string): Fix => ({ kind: 'accept', code: 'missing-values', column });
  const problems = collectProblems(
    [finding('a', 'x', [best('x'), accept('x')]), finding('a', 'y', [best('y')]), finding('b', 'z', [accept('z')]), finding('c', 'w', [])],
    [],
  );
  expect(fixesOfKind(problems, 'missing-values')).toEqual(
    new Map([
      ['a', [best('x'), best('y')]],
      ['b', [accept('z')]],
    ]),
  );
  expect(placeOf(problems[0]!)).toBe('column x, row 4 (2 places)');
});

test('retrying halves the rate, or the batch down to one', () => {
  const { training } = failed.config;
  expect(changedTraining(training, 'halve-rate')).toEqual({ ...training, rate: training.rate / 2 });
  expect(changedTraining({ ...training, batch: 1 }, 'halve-batch').batch).toBe(1);
});

test('F8 steps through what is shown, round and round', () => {
  const opened: unknown[] = [];
  const slot = <T>(_key: string, _check: unknown, fallback: T): { value: T } => ({ value: fallback });
  const model = new ProblemsModel({
    workspace: { findings: { value: findingsOf(about) }, runs: { value: [] }, datasets: { value: [about] } },
    state: { slot },
    commands: { run: (...args: unknown[]) => opened.push(args) },
  } as unknown as ConstructorParameters<typeof ProblemsModel>[0]);
  const shown = model.groups.value.flatMap(({ problems }) => problems.map(({ id }) => id));
  const visited = Array.from({ length: shown.length + 1 }, () => {
    model.step(1);
    return model.activeId.value;
  });
  expect(visited).toEqual([...shown, shown[0]]);
  model.step(-1);
  expect(model.activeId.value).toBe(shown.at(-1));
  expect(opened[0]).toMatchObject(['data.openDataset', { datasetId: 'panel' }]);
});

test('outliers are looked for when asked, and go when they are marked or the file is another', async () => {
  const outlier = { row: 9, time: 0, value: 900, low: 1, high: 2, sentence: '900 is far from 1 to 2.' };
  const slot = <T>(_key: string, _check: unknown, fallback: T): { value: T } => ({ value: fallback });
  const datasets = shallowRef([about]);
  const model = new ProblemsModel({
    workspace: { findings: { value: [] }, runs: { value: [] }, datasets },
    state: { slot },
    engine: {
      call: async (_method: string, { seriesId }: { seriesId: string }) => ({
        outliers: seriesId === about.series[0]?.id ? [outlier] : [],
      }),
    },
  } as unknown as ConstructorParameters<typeof ProblemsModel>[0]);
  expect(model.all.value).toEqual([]);
  await model.lookForOutliers(about);
  const values = about.columns.filter(({ role, type }) => role === 'value' && type === 'number');
  expect(model.all.value.map(({ code, column }) => [code, column])).toEqual(values.map(({ name }) => ['outliers', name]));
  expect(model.all.value[0]?.remedies).toEqual([{ kind: 'fix', fix: { kind: 'missing-cells', column: values[0]?.name, rows: [9] } }]);
  const mark: Fix = { kind: 'missing-cells', column: values[0]!.name, rows: [9] };
  datasets.value = [{ ...about, settings: { ...about.settings, fixes: [fill, mark] } }];
  expect(model.all.value.map(({ column }) => column)).toEqual(values.slice(1).map(({ name }) => name));
  datasets.value = [{ ...about, hash: 'another' }];
  expect(model.all.value).toEqual([]);
});

let known: DatasetSummary;
let told: string[];
let refuse = false;
function service(): FixService {
  const engine = {
    call: async (_method: string, { fixes }: { fixes: Fix[] }) => {
      if (refuse) throw new ExpectedError('unknown-column', 'There is no such column.');
      const { fixes: _, ...settings } = known.settings;
      return { ...known, settings: fixes.length > 0 ? { ...settings, fixes } : settings };
    },
  };
  return new FixService(
    engine as unknown as ConstructorParameters<typeof FixService>[0],
    { dataset: () => known, putDataset: (summary) => void (known = summary) },
    { showStatus: (message) => void told.push(message) },
  );
}

beforeEach(() => {
  known = dataset('panel', 'Panel', 3);
  told = [];
  refuse = false;
});

test('fixes are undone and done again step by step; a new one ends what could be done again', async () => {
  const fixes = service();
  const mark: Fix = { kind: 'missing-cells', column: 'price', rows: [4] };
  await fixes.add('panel', [fill]);
  await fixes.add('panel', [mark]);
  await fixes.remove('panel', fill);
  expect(fixes.fixesOf('panel')).toEqual([mark]);
  await fixes.undo('panel');
  expect(fixes.fixesOf('panel')).toEqual([fill, mark]);
  await fixes.undo('panel');
  await fixes.undo('panel');
  expect(fixes.fixesOf('panel')).toEqual([]);
  await fixes.redo('panel');
  expect(fixes.fixesOf('panel')).toEqual([fill]);
  await fixes.add('panel', [mark]);
  await fixes.redo('panel');
  expect(fixes.fixesOf('panel')).toEqual([fill, mark]);
  expect(told.at(-1)).toMatch(/no fix to do again/);
});

test('after a restart undoing takes back the last fix that is kept', async () => {
  const fixes = service();
  known = { ...known, settings: { ...known.settings, fixes: [fill] } };
  await fixes.undo('panel');
  expect(fixes.fixesOf('panel')).toEqual([]);
  await fixes.redo('panel');
  expect(fixes.fixesOf('panel')).toEqual([fill]);
  await fixes.undo('panel');
  await fixes.undo('panel');
  expect(told.at(-1)).toMatch(/no fix to undo/);
});

test('a second answer to the same question replaces the first', async () => {
  const fixes = service();
  await fixes.add('panel', [{ kind: 'repeated-times', keep: 'first' }]);
  await fixes.add('panel', [fill]);
  await fixes.add('panel', [{ kind: 'repeated-times', keep: 'mean' }]);
  expect(fixes.fixesOf('panel')).toEqual([fill, { kind: 'repeated-times', keep: 'mean' }]);
});

test('a fix that cannot be made changes nothing, and what could be undone still can', async () => {
  const fixes = service();
  await fixes.add('panel', [fill]);
  refuse = true;
  await expect(fixes.undo('panel')).rejects.toThrow('no such column');
  expect(fixes.busy('panel')).toBe(false);
  refuse = false;
  await vi.waitFor(() => fixes.undo('panel'));
  expect(fixes.fixesOf('panel')).toEqual([]);
});
