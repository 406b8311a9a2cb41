/**
 * Files as each version wrote them, `fixtures/v<n>/<path>.fixture` (no formatter knows that ending). They are never rewritten: what they hold must open for ever. A new
 * version of a type adds a folder, written by the version that introduces it.
 */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoints, storedCheckpoint } from '../../../engine/project/checkpoint.ts';
import { storedAnnotation } from '../../../engine/project/annotation.ts';
import { storedDataset } from '../../../engine/project/dataset-record.ts';
import { storedEvaluation } from '../../../engine/project/evaluation.ts';
import { storedHistory } from '../../../engine/project/history.ts';
import { storedModel } from '../../../engine/project/model-file.ts';
import { storedNotes } from '../../../engine/project/notes-record.ts';
import { loadBacktest, loadHistory, loadModel, loadTiming } from '../../../engine/project/run-folder.ts';
import { storedRun } from '../../../engine/project/run-record.ts';
import { upgrade, type StoredType } from '../../../engine/project/stored.ts';
import { storedTiming } from '../../../engine/project/timing.ts';
import { storedWorkspace } from '../../../engine/project/workspace-record.ts';
import { openWorkspace, type Workspace } from '../../../engine/project/workspace.ts';
import type { Fix } from '../../../engine/protocol/data.ts';
import { annotation, checkpoint, dataset, evaluation, firstEvaluation, history, identity, model, run, timing } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const folder = useTempFolder();
const types: Array<[StoredType<object>, string]> = [
  [storedWorkspace, 'hindcast.json'],
  [storedDataset, 'datasets/air.json'],
  [storedNotes, 'notes/air-0123456789abcdef.json'],
  [storedRun, 'runs/first/run.json'],
  [storedHistory, 'runs/first/history.json'],
  [storedAnnotation, 'runs/first/annotation.json'],
  [storedTiming, 'runs/first/timing.json'],
  [storedEvaluation, 'runs/first/backtest.json'],
  [storedModel, 'runs/first/model.bin'],
  [storedCheckpoint, 'runs/first/checkpoint.0.bin'],
];

test.each(types.map(([type, file]) => ({ format: type.format, type, file })))(
  '$format has a fixture and a migration a version',
  ({ type, file }) => {
    for (let version = 1; version <= type.version; version++)
      expect(existsSync(join(fixtures, `v${version}`, `${file}.fixture`))).toBe(true);
    expect(Object.keys(type.migrations).map(Number)).toEqual(Array.from({ length: type.version - 1 }, (_, i) => i + 1));
  },
);

/** The workspace of version 1, over which the files of the versions up to `version` lie. */
async function openFixtures(version: number): Promise<Workspace> {
  for (let n = 1; n <= version; n++) {
    const source = join(fixtures, `v${n}`);
    for (const entry of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (entry.endsWith('.fixture')) cpSync(join(source, entry), join(folder(), entry.slice(0, -'.fixture'.length)));
    }
  }
  return openWorkspace(folder());
}

test('version 1 opens as what was saved', async () => {
  const workspace = await openFixtures(1);
  expect(workspace.id).toBe('5f0c0f52-7d1c-4d53-9c43-0b6d7f0f6a11');
  expect(await workspace.listDatasets()).toEqual([dataset]);
  expect(await workspace.loadNotes(dataset.id)).toEqual([{ id: 'note-1', seriesId: '', time: -636_249_600_000, text: 'The jets came' }]);
  const path = workspace.runFolder('first');
  expect(await workspace.listRuns()).toEqual([run(path, { evaluation: firstEvaluation, losses: null, annotation })]);
  expect(await loadHistory(path, workspace.warnings)).toEqual({
    ...history,
    history: history.history.map((epoch) => ({ ...epoch, clippedNorm: Number.NaN, layerNorms: [] })),
  });
  expect(await loadBacktest(path, workspace.warnings)).toEqual(firstEvaluation);
  expect(await loadModel(path)).toEqual(model);
  await expect(openCheckpoints(path, identity)).rejects.toMatchObject({
    code: 'checkpoint-mismatch',
    details: { differences: ['it was written by an earlier Hindcast, and this is 0.1.0'] },
  });
  expect(workspace.warnings).toEqual([]);
});

test('version 2 opens as what was saved', async () => {
  const workspace = await openFixtures(2);
  expect(await workspace.listDatasets()).toEqual([dataset]);
  const path = workspace.runFolder('first');
  expect(await workspace.listRuns()).toEqual([run(path, { evaluation: firstEvaluation, losses: null, annotation })]);
  expect(await loadBacktest(path, workspace.warnings)).toEqual(evaluation);
  expect(await loadHistory(path, workspace.warnings)).toEqual(history);
  expect(await loadModel(path)).toEqual(model);
  expect((await openCheckpoints(path, identity)).latest).toEqual(checkpoint(2));
  expect(workspace.warnings).toEqual([]);
});

test('version 3 opens as what was saved', async () => {
  const workspace = await openFixtures(3);
  const path = workspace.runFolder('first');
  expect(await workspace.listRuns()).toEqual([run(path, { losses: null, annotation })]);
  expect(await loadTiming(path, workspace.warnings)).toEqual(timing);
  expect(await loadModel(path)).toEqual(model);
  expect((await openCheckpoints(path, identity)).latest).toEqual(checkpoint(2));
  expect(workspace.warnings).toEqual([]);
});

test('version 4 opens as what was saved', async () => {
  const workspace = await openFixtures(4);
  expect(await workspace.listRuns()).toEqual([
    run(workspace.runFolder('first'), { state: 'paused', resumable: true, losses: null, annotation }),
  ]);
  expect(workspace.warnings).toEqual([]);
});

test('version 6 opens as what was saved', async () => {
  const workspace = await openFixtures(6);
  expect(await workspace.listRuns()).toEqual([run(workspace.runFolder('first'), { annotation })]);
  expect(workspace.warnings).toEqual([]);
});

test('a run of version 7, its model and its checkpoint of version 4 know the difference of their target and the average of their weights', async () => {
  const workspace = await openFixtures(7);
  const path = workspace.runFolder('first');
  const { config } = identity;
  const lagged = {
    ...config,
    data: { ...config.data, anchor: false, difference: 12 },
    training: { ...config.training, averaging: 3 },
  };
  expect(await workspace.listRuns()).toEqual([run(path, { annotation, config: lagged })]);
  expect(await loadModel(path)).toEqual({ ...model, data: lagged.data });
  expect((await openCheckpoints(path, { ...identity, config: lagged })).latest).toEqual(checkpoint(2));
  await expect(openCheckpoints(path, identity)).rejects.toMatchObject({
    details: {
      differences: [
        'it was written for anchor false, the run says true',
        'it was written for difference 12, the run says 0',
        'it was written for averaging 3, the run says 1',
      ],
    },
  });
  expect(workspace.warnings).toEqual([]);
});

test('a dataset of version 3 and a run of version 5 know the fixes of their data', async () => {
  const workspace = await openFixtures(5);
  const fixes: Fix[] = [
    { kind: 'accept', code: 'unsorted', column: 'month' },
    { kind: 'repeated-times', keep: 'mean' },
    { kind: 'missing-value', column: 'passengers', value: -999 },
    { kind: 'missing-cells', column: 'passengers', rows: [7, 12] },
    { kind: 'interpolate', column: null, longest: 3 },
    { kind: 'ignore-column', column: 'passengers' },
    { kind: 'resample', frequency: { unit: 'month', step: 1 }, rule: 'mean' },
  ];
  const [found] = await workspace.listDatasets();
  expect(found).toEqual({
    ...dataset,
    settings: { ...dataset.settings, sheet: 'Sheet1', fixes },
    findings: [{ ...dataset.findings[0], fixes: [fixes[4]] }],
  });
  const path = workspace.runFolder('first');
  const expected = run(path, { losses: null, annotation });
  expect(await workspace.listRuns()).toEqual([
    { ...expected, dataset: { ...expected.dataset, settings: { ...expected.dataset.settings, fixes } } },
  ]);
  expect(workspace.warnings).toEqual([]);
});

test('migrations run one version after the other', () => {
  const type: StoredType<{ name: string }> = {
    format: 'test',
    version: 3,
    schema: { safeParse: (data) => ({ success: true, data: data as { name: string } }) },
    migrations: { 1: (old) => ({ title: old['t'] }), 2: (old) => ({ name: old['title'] }) },
  };
  expect(upgrade(type, { format: 'test', version: 1, t: 'x' }, 'file')).toEqual({ name: 'x' });
  expect(upgrade(type, { format: 'test', version: 2, title: 'y' }, 'file')).toEqual({ name: 'y' });
});

test.each([
  null,
  3,
  'x',
  [],
  {},
  { format: 'test' },
  { format: 'test', version: 0 },
  { format: 'other', version: 1 },
  { format: 'test', version: '1' },
])('refuses %j as damaged', (value) => {
  const type: StoredType<object> = {
    format: 'test',
    version: 1,
    schema: { safeParse: () => ({ success: true, data: {} }) },
    migrations: {},
  };
  expect(() => upgrade(type, value, 'file')).toThrow(/^file is damaged: Expected /);
});
