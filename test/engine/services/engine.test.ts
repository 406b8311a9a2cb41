/** The engine as the window uses it: a workspace, its datasets and runs, over the contract. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { RunState, RunSummary, TrainingProgress, TrainingRequest } from '../../../engine/protocol/training.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-engine-'));
const csv = join(folder, 'made up.csv');
writeFileSync(
  csv,
  `date,y\n${Array.from({ length: 160 }, (_, t) => `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')},${50 + t / 3 + 8 * Math.sin(t / 1.9)}`).join('\n')}\n`,
);
const { client, close } = openSession();
afterAll(close);

function ended(runId: string): Promise<RunSummary> {
  const last: RunState[] = ['done', 'cancelled', 'failed'];
  return new Promise((resolve) => {
    const stop = client.on('run.changed', (run) => {
      if (run.id !== runId || !last.includes(run.state)) return;
      stop();
      resolve(run);
    });
  });
}

describe('a workspace', () => {
  const workspace = join(folder, 'workspace');
  let datasetId = '';
  const request = (epochs: number): TrainingRequest => ({
    datasetId,
    data: { target: 'y', horizon: 6 },
    model: { hidden: 16 },
    training: { epochs, patience: epochs },
  });

  beforeAll(async () => {
    await client.call('workspace.open', { path: workspace });
    datasetId = (await client.call('data.import', { path: csv, overrides: {} })).id;
  });

  it('keeps datasets by reference and shows them again', async () => {
    const { datasets } = await client.call('workspace.open', { path: workspace });
    expect(datasets.map(({ id, rows }) => ({ id, rows }))).toEqual([{ id: datasetId, rows: 160 }]);
    expect((await client.call('data.open', { datasetId })).findings).toEqual(datasets[0]!.findings);
  });

  it('serves windows and rows of a dataset', async () => {
    const [series] = (await client.call('data.open', { datasetId })).series;
    const window = await client.call('data.window', { datasetId, seriesId: series!.id, column: 'y', from: null, to: null, pixels: 20 });
    expect(window.x).toBeInstanceOf(Float64Array);
    expect(window.x.length).toBeLessThanOrEqual(40);
    const page = await client.call('data.rows', { datasetId, offset: 158, limit: 10 });
    expect(page.rows).toHaveLength(2);
    expect(page.fileRows).toEqual([160, 161]);
  });

  it('estimates before it trains', async () => {
    const estimate = await client.call('training.resolve', request(10));
    expect(estimate.config.data.season).toBe(12);
    expect(estimate.parameters).toBeGreaterThan(1000);
    expect(estimate.seconds).toBeGreaterThan(0);
  });

  it('trains in the background with at most some ten messages a second, and every epoch in them', async () => {
    const progress: TrainingProgress[] = [];
    const stop = client.on('training.progress', (news) => progress.push(news));
    const { runId } = await client.call('training.start', request(400));
    const run = await ended(runId);
    stop();
    expect(run.state).toBe('done');
    expect(progress.length).toBeLessThanOrEqual(2 + 11 * Math.max(1, run.trainSeconds));
    expect(progress.flatMap(({ completed }) => completed.map(({ epoch }) => epoch))).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
    expect(readdirSync(run.folder).sort()).toEqual([
      'backtest.json',
      'checkpoint.0.bin',
      'forecast.csv',
      'history.json',
      'model.bin',
      'run.json',
      'timing.json',
    ]);
    const forecast = await client.call('forecast.make', { runId, history: 24 });
    expect(forecast.series[0]!.historyValues).toHaveLength(24);
    expect(forecast.series[0]!.values).toHaveLength(6 * 9);
  });

  it('stops early and keeps the best, renames, and removes', async () => {
    const { runId } = await client.call('training.start', request(100_000));
    const end = ended(runId);
    await expect(client.call('workspace.open', { path: join(folder, 'other') })).rejects.toMatchObject({ code: 'training-runs' });
    await expect(client.call('runs.remove', { runId })).rejects.toMatchObject({ code: 'run-active' });
    await client.call('training.stop', { runId });
    const run = await end;
    expect(run).toMatchObject({ state: 'done', resumable: false });
    expect(run.evaluation).not.toBeNull();
    expect((await client.call('runs.rename', { runId, name: 'stopped' })).name).toBe('stopped');
    await client.call('runs.remove', { runId });
    expect((await client.call('runs.list', {})).some(({ id }) => id === runId)).toBe(false);
  });

  it('cancels, and resumes where it was', async () => {
    const { runId } = await client.call('training.start', request(600));
    const cancelled = ended(runId);
    await client.call('training.cancel', { runId });
    expect(await cancelled).toMatchObject({ state: 'cancelled', resumable: true });
    const done = ended(runId);
    await client.call('training.resume', { runId });
    expect(await done).toMatchObject({ state: 'done', epochsDone: 600, error: null });
  });

  it('makes a damaged model again from the last checkpoint', async () => {
    const { runId } = await client.call('training.start', request(30));
    const { folder: runFolder } = await ended(runId);
    const whole = readFileSync(join(runFolder, 'model.bin'));
    writeFileSync(join(runFolder, 'model.bin'), 'damaged');
    await expect(client.call('forecast.make', { runId, history: 0 })).rejects.toMatchObject({ code: 'damaged-file' });
    expect(await client.call('runs.get', { runId })).toMatchObject({ state: 'done', resumable: true });
    const again = ended(runId);
    await client.call('training.resume', { runId });
    expect((await again).state).toBe('done');
    expect(readFileSync(join(runFolder, 'model.bin')).equals(whole)).toBe(true);
  });

  it('a run that diverges fails with its reason and stays in the list', async () => {
    const extreme = join(folder, 'extreme.csv');
    writeFileSync(extreme, `y\n${Array.from({ length: 160 }, (_, t) => (t === 125 ? 1e300 : t % 7)).join('\n')}\n`);
    const { id } = await client.call('data.import', { path: extreme, overrides: {} });
    const { runId } = await client.call('training.start', { ...request(50), datasetId: id });
    const run = await ended(runId);
    expect(run.state).toBe('failed');
    expect(run.error?.code).toBe('diverged');
    const { log } = await client.call('runs.get', { runId });
    expect(log.some((line) => line.includes('Training diverged'))).toBe(true);
  });

  it('announces an import as a job with an end', async () => {
    const jobs: Job[] = [];
    const stop = client.on('job.changed', (job) => jobs.push(job));
    await expect(client.call('data.import', { path: join(folder, 'nowhere.csv'), overrides: {} })).rejects.toMatchObject({
      code: 'file-missing',
    });
    stop();
    expect(jobs.at(-1)).toMatchObject({ kind: 'import', state: 'failed' });
  });
});
