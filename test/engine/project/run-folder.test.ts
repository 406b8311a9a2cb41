import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../engine/base/clock.ts';
import {
  findRuns,
  loadBacktest,
  loadHistory,
  loadModel,
  openRun,
  removeRun,
  saveBacktest,
  saveHistory,
  saveModel,
  saveRun,
} from '../../../engine/project/run-folder.ts';
import { evaluation, history, model, run } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();

async function saveAll(): Promise<void> {
  await saveRun(folder(), run(folder()));
  await saveHistory(folder(), history);
  await saveBacktest(folder(), evaluation);
  await saveModel(folder(), model);
}

test('gives back everything that a run keeps', async () => {
  await saveAll();
  const warnings: string[] = [];
  expect(await openRun(folder())).toEqual(run(folder()));
  expect(await loadHistory(folder(), warnings)).toEqual(history);
  expect(await loadBacktest(folder(), warnings)).toEqual(evaluation);
  expect(await loadModel(folder())).toEqual(model);
  expect(warnings).toEqual([]);
});

test('knows what is not there yet', async () => {
  await expect(openRun(folder())).rejects.toMatchObject({ code: 'not-a-run' });
  await expect(openRun(join(folder(), 'no'))).rejects.toMatchObject({ code: 'not-a-run' });
  writeFileSync(join(folder(), 'forecast.json'), '{}');
  await expect(openRun(folder())).rejects.toMatchObject({
    code: 'not-a-run',
    message: expect.stringContaining('found a kept forecast, which holds no model') as string,
  });
  await saveRun(folder(), run(folder()));
  expect(await loadHistory(folder(), [])).toEqual({ history: [], log: [] });
  expect(await loadBacktest(folder(), [])).toBeNull();
  await expect(loadModel(folder())).rejects.toMatchObject({ code: 'no-model' });
});

test('a run outside of a workspace moves with its data', async () => {
  const before = join(folder(), 'before');
  mkdirSync(join(before, 'runs'), { recursive: true });
  const data = join(before, 'runs', 'air.csv');
  writeFileSync(data, 'x');
  const saved = run(join(before, 'runs'));
  await saveRun(join(before, 'runs'), { ...saved, dataset: { ...saved.dataset, path: data } });
  cpSync(before, join(folder(), 'after'), { recursive: true });
  const opened = await openRun(join(folder(), 'after', 'runs'));
  expect(opened.summary.folder).toBe(join(folder(), 'after', 'runs'));
  expect(opened.dataset.path).toBe(join(folder(), 'after', 'runs', 'air.csv'));
});

test('keeps what is damaged aside and says where', async () => {
  await saveAll();
  for (const name of ['run.json', 'history.json', 'backtest.json', 'model.bin']) writeFileSync(join(folder(), name), 'damaged');
  await expect(openRun(folder())).rejects.toThrow(/run\.json is damaged: .* It was kept as .*run\.json\.damaged-1\.$/);
  await expect(loadModel(folder())).rejects.toThrow(/model\.bin is damaged: .* It was kept as .*model\.bin\.damaged-1\.$/);
  const warnings: string[] = [];
  expect(await loadHistory(folder(), warnings)).toEqual({ history: [], log: [] });
  expect(await loadBacktest(folder(), warnings)).toBeNull();
  expect(warnings.length).toBe(2);
  expect(readdirSync(folder()).sort()).toEqual(
    ['run.json', 'history.json', 'backtest.json', 'model.bin'].map((name) => `${name}.damaged-1`).sort(),
  );
  expect(readFileSync(join(folder(), 'run.json.damaged-1'), 'utf8')).toBe('damaged');
});

test('says which field is wrong', async () => {
  await saveRun(folder(), run(folder()));
  const path = join(folder(), 'run.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"horizon": 2', '"horizon": 0'));
  await expect(openRun(folder())).rejects.toThrow('Expected a number of at least 1 for config.data.horizon but received 0.');
});

test('leaves the files of a newer version as they are', async () => {
  await saveAll();
  const path = join(folder(), 'history.json');
  const newer = readFileSync(path, 'utf8').replace('"version": 2', '"version": 3');
  writeFileSync(path, newer);
  await expect(loadHistory(folder(), [])).rejects.toMatchObject({ code: 'newer-version' });
  expect(readFileSync(path, 'utf8')).toBe(newer);
});

test('never writes what it could not read back', async () => {
  await saveRun(folder(), run(folder()));
  await expect(saveRun(folder(), run(folder(), { epochsDone: -1 }))).rejects.toThrow(
    'cannot be stored: Expected a number of at least 0 for epochsDone',
  );
  expect((await openRun(folder())).summary.epochsDone).toBe(20);
});

test('finds the runs in and below a folder, newest first', async () => {
  for (const [name, createdAt] of [
    ['a', '2026-01-01T00:00:00Z'],
    ['b', '2026-01-03T00:00:00Z'],
    ['c', '2026-01-02T00:00:00Z'],
  ] as const) {
    mkdirSync(join(folder(), name));
    await saveRun(join(folder(), name), run('', { id: name, createdAt }));
  }
  mkdirSync(join(folder(), 'other'));
  writeFileSync(join(folder(), 'c', 'run.json'), '{');
  const { runs, warnings } = await findRuns(folder());
  expect(runs.map((found) => found.summary.folder)).toEqual([join(folder(), 'b'), join(folder(), 'a')]);
  expect(warnings.length).toBe(1);
  expect((await findRuns(join(folder(), 'a'))).runs.length).toBe(1);
});

test('removing takes what the run wrote and leaves the rest', async () => {
  await saveAll();
  writeFileSync(join(folder(), 'model.bin'), 'damaged');
  await loadModel(folder()).catch(() => {});
  writeFileSync(join(folder(), 'mine.txt'), '');
  await removeRun(folder(), systemClock);
  expect(readdirSync(folder())).toEqual(['mine.txt']);
});
