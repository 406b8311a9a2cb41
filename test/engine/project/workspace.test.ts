import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { slug } from '../../../engine/project/names.ts';
import { saveRun } from '../../../engine/project/run-folder.ts';
import { createWorkspace, openWorkspace } from '../../../engine/project/workspace.ts';
import { createManualClock } from '../base/manual-clock.ts';
import { dataset, run } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();

test('is made once and opened from then on', async () => {
  const path = join(folder(), 'deep', 'work');
  await expect(openWorkspace(path)).rejects.toMatchObject({ code: 'not-a-workspace' });
  const made = await createWorkspace(path);
  expect(made.name).toBe('work');
  expect((await createWorkspace(path)).id).toBe(made.id);
  const opened = await openWorkspace(path);
  expect(opened.id).toBe(made.id);
  expect(await opened.listDatasets()).toEqual([]);
  expect(await opened.listRuns()).toEqual([]);
  expect(opened.warnings).toEqual([]);
});

test('gives back datasets', async () => {
  const workspace = await createWorkspace(folder());
  expect(await workspace.newDatasetId('Air Passengers (1949–1960)')).toBe('air-passengers-1949-1960');
  const id = await workspace.newDatasetId('Air');
  await workspace.saveDataset({ ...dataset, id });
  expect(await workspace.newDatasetId('AIR')).toBe('air-2');
  expect(await workspace.loadDataset(id)).toEqual({ ...dataset, id });
  expect(await workspace.listDatasets()).toEqual([{ ...dataset, id }]);
  await workspace.removeDataset(id);
  expect(await workspace.listDatasets()).toEqual([]);
  await expect(workspace.removeDataset(id)).rejects.toMatchObject({ code: 'unknown-dataset' });
});

test('ids lead nowhere else', async () => {
  const workspace = await createWorkspace(folder());
  for (const id of ['../../etc/passwd', '..', '', 'a/b', 'a\\b', 'x\0']) {
    await expect(workspace.loadDataset(id)).rejects.toMatchObject({ code: 'unknown-dataset' });
    await expect(workspace.openRun(id)).rejects.toMatchObject({ code: 'unknown-run' });
  }
});

test('a workspace that moved finds the data inside it, and data elsewhere where they are', async () => {
  const before = join(folder(), 'before');
  const workspace = await createWorkspace(before);
  const inside = join(before, 'inside.csv');
  const outside = join(folder(), 'outside.csv');
  for (const path of [inside, outside]) writeFileSync(path, 'x');
  await workspace.saveDataset({ ...dataset, id: 'inside', path: inside });
  await workspace.saveDataset({ ...dataset, id: 'outside', path: outside });
  const after = join(folder(), 'a', 'b', 'after');
  mkdirSync(join(folder(), 'a', 'b'), { recursive: true });
  renameSync(before, after);
  const moved = await openWorkspace(after);
  expect((await moved.loadDataset('inside')).path).toBe(join(after, 'inside.csv'));
  expect((await moved.loadDataset('outside')).path).toBe(outside);
});

test('names runs by the time and by their folder', async () => {
  const workspace = await createWorkspace(folder());
  const clock = createManualClock();
  const first = await workspace.createRun(clock);
  const second = await workspace.createRun(clock);
  expect([first.id, second.id]).toEqual(['2026-01-05-141210', '2026-01-05-141210-2']);
  await saveRun(first.folder, run(first.folder, { id: first.id }));
  await first.lock.release();
  cpSync(first.folder, workspace.runFolder('copy'), { recursive: true });
  expect((await workspace.listRuns()).map((found) => found.summary.id)).toEqual([first.id, 'copy']);
  expect((await workspace.openRun('copy')).summary).toMatchObject({ id: 'copy', folder: workspace.runFolder('copy') });
  await workspace.removeRun('copy', clock);
  expect(existsSync(workspace.runFolder('copy'))).toBe(false);
  await expect(workspace.removeRun('copy', clock)).rejects.toMatchObject({ code: 'unknown-run' });
  expect(readdirSync(workspace.runFolder(second.id))).toEqual(['lock.json']);
});

test('what is damaged is kept aside and named, and the rest opens', async () => {
  const { id } = await createWorkspace(folder());
  const workspace = await openWorkspace(folder());
  await workspace.saveDataset({ ...dataset, id: 'good' });
  await workspace.saveDataset({ ...dataset, id: 'bad' });
  const bad = join(folder(), 'datasets', 'bad.json');
  writeFileSync(bad, readFileSync(bad, 'utf8').slice(0, 500));
  writeFileSync(join(folder(), 'hindcast.json'), '');
  const opened = await openWorkspace(folder());
  expect(opened.id).not.toBe(id);
  expect((await opened.listDatasets()).map((found) => found.id)).toEqual(['good']);
  expect(opened.warnings.length).toBe(2);
  expect(opened.warnings[0]).toContain('hindcast.json.damaged-1');
  expect(opened.warnings[1]).toContain('bad.json.damaged-1');
  expect(existsSync(`${bad}.damaged-1`)).toBe(true);
  const again = await openWorkspace(folder());
  await again.listDatasets();
  expect(again.warnings).toEqual([]);
});

test('refuses a workspace of a newer version without touching it', async () => {
  await createWorkspace(folder());
  const path = join(folder(), 'hindcast.json');
  const newer = readFileSync(path, 'utf8').replace('"version": 1', '"version": 9');
  writeFileSync(path, newer);
  await expect(createWorkspace(folder())).rejects.toMatchObject({ code: 'newer-version' });
  expect(readFileSync(path, 'utf8')).toBe(newer);
});

test('slugs are file names everywhere', () => {
  expect(['Åre – Übung', 'CON', '///', '日本', 'a'.repeat(99)].map((name) => slug(name, 'dataset'))).toEqual([
    'are-ubung',
    'dataset-con',
    'dataset',
    'dataset',
    'a'.repeat(60),
  ]);
});
