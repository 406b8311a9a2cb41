/** Several runs at once, the search for a rate, a look into a network, and what a resumed run refuses, over the contract. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import { openRun, saveRun } from '../../../engine/project/run-folder.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-many-'));
const csv = join(folder, 'data.csv');
writeFileSync(
  csv,
  `date,y\n${Array.from({ length: 160 }, (_, t) => `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')},${50 + t / 3 + 8 * Math.sin(t / 1.9)}`).join('\n')}\n`,
);
const { client, close } = openSession();
afterAll(close);
let datasetId = '';
beforeAll(async () => {
  await client.call('workspace.open', { path: join(folder, 'workspace') });
  datasetId = (await client.call('data.import', { path: csv, overrides: {} })).id;
});

function request(training: TrainingRequest['training'], rest: Partial<TrainingRequest> = {}): TrainingRequest {
  return {
    datasetId,
    data: { target: 'y', horizon: 6 },
    model: { hidden: 8 },
    training: { epochs: 20, patience: 20, ...training },
    ...rest,
  };
}

const model = (runFolder: string): Buffer => readFileSync(join(runFolder, 'model.bin'));

describe('several runs at once', () => {
  it('end as each does alone, each in a folder of its own', async () => {
    const alone = await client.call('training.start', request({ seed: 2 }));
    const one = await ended(client, alone.runId);
    const { runIds } = await client.call('training.startMany', { requests: [1, 2, 3, 4].map((seed) => request({ seed })) });
    const runs = await Promise.all(runIds.map((runId) => ended(client, runId)));
    expect(runs.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(runs.map(({ config }) => [config.training.seed, config.training.threads])).toEqual([1, 2, 3, 4].map((seed) => [seed, 1]));
    expect(new Set(runs.map(({ folder: place }) => place)).size).toBe(4);
    expect([one, ...runs].map(({ name }) => name)).toEqual(['data GRU', 'data GRU 2', 'data GRU 3', 'data GRU 4', 'data GRU 5']);
    expect(model(runs[1]!.folder).equals(model(one.folder))).toBe(true);
    expect(model(runs[0]!.folder).equals(model(one.folder))).toBe(false);
  });

  it('one that is wrong refuses all, and nothing is left', async () => {
    const before = readdirSync(join(folder, 'workspace', 'runs'));
    const wrong = client.call('training.startMany', { requests: [request({}), request({ quantiles: [0.1, 0.9] })] });
    await expect(wrong).rejects.toMatchObject({ code: 'bad-config' });
    const taken = join(folder, 'taken');
    const twice = client.call('training.startMany', { requests: [request({}, { folder: taken }), request({}, { folder: taken })] });
    await expect(twice).rejects.toMatchObject({ code: 'folder-not-empty' });
    expect(readdirSync(folder)).not.toContain('taken');
    expect(readdirSync(join(folder, 'workspace', 'runs'))).toEqual(before);
  });

  it('are cancelled one by one, those that wait too', async () => {
    const requests = Array.from({ length: 12 }, (_, seed) => request({ epochs: 100_000, patience: 100_000, seed }));
    const { runIds } = await client.call('training.startMany', { requests });
    const ends = runIds.map((runId) => ended(client, runId));
    for (const runId of [...runIds].reverse()) await client.call('training.cancel', { runId });
    for (const run of await Promise.all(ends)) expect(run).toMatchObject({ state: 'cancelled', resumable: true });
  });
});

describe('a search for a learning rate', () => {
  it('suggests one, reports its progress, and leaves nothing behind', async () => {
    const before = readdirSync(join(folder, 'workspace'), { recursive: true });
    const jobs: Job[] = [];
    const stop = client.on('job.changed', (job) => jobs.push(job));
    const { suggestion, rates, losses } = await client.call('training.findRate', request({}));
    stop();
    expect(suggestion).toBeGreaterThan(1e-4);
    expect(suggestion).toBeLessThan(0.2);
    expect(rates.length).toBe(losses.length);
    expect(jobs.at(-1)).toMatchObject({ kind: 'rate', state: 'done' });
    expect(readdirSync(join(folder, 'workspace'), { recursive: true })).toEqual(before);
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    const search = client.call('training.findRate', request({}), { signal: abort.signal });
    abort.abort();
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a run that changes', () => {
  it('keeps the name that it got while it was at work', async () => {
    const { runId } = await client.call('training.start', request({ epochs: 400, patience: 400 }));
    const end = ended(client, runId);
    const names = Array.from({ length: 10 }, (_, i) => `name ${i}`);
    await Promise.all(names.map((name) => client.call('runs.rename', { runId, name })));
    const run = await end;
    expect(run.name).toBe('name 9');
    expect((await openRun(run.folder)).summary.name).toBe('name 9');
  });

  it('looks into its network', async () => {
    const { runId } = await client.call('training.start', request({}, { model: { hidden: 8, kind: 'lstm', layers: 2 } }));
    await ended(client, runId);
    const found = await client.call('model.inspect', { runId });
    expect(found.radii.map(({ layer, cell, gates }) => [layer, cell, gates.map(({ gate }) => gate).join('')])).toEqual([
      ['layer1', 'lstm', 'ifgo'],
      ['layer2', 'lstm', 'ifgo'],
    ]);
    for (const { gates } of found.radii) for (const { spectralRadius } of gates) expect(spectralRadius).toBeGreaterThan(0.5);
    expect(found.activations.map(({ layer }) => layer)).toEqual(['layer1', 'layer2']);
    for (const { steps, gates, hidden, values } of found.activations) {
      expect(values.length).toBe(steps * gates.length * hidden);
      expect(values.every((value) => Math.abs(value) < 40)).toBe(true);
    }
    for (const { byLag } of found.gradients) {
      expect(byLag[0]!).toBeGreaterThan(0);
      expect(byLag[0]!).toBeGreaterThan(byLag.at(-1)!);
    }
    await expect(client.call('model.inspect', { runId, window: 1e6 })).rejects.toMatchObject({ code: 'no-window' });
  });

  it('refuses another instruction set and another configuration, and says which', async () => {
    const begun = new Promise<void>((resolve) => {
      const stop = client.on('training.progress', () => (stop(), resolve()));
    });
    const { runId } = await client.call('training.start', request({ epochs: 100_000, patience: 100_000, instructionSet: 'scalar' }));
    const end = ended(client, runId);
    await begun;
    await client.call('training.cancel', { runId });
    const { folder: place } = await end;
    const kept = await openRun(place);
    expect(kept.summary.isa).toBe('scalar');

    await saveRun(place, { ...kept, summary: { ...kept.summary, isa: 'altivec' } });
    await expect(client.call('training.resume', { runId })).rejects.toMatchObject({
      code: 'no-instruction-set',
      message: expect.stringMatching(/trained with altivec, which this machine lacks; it has .*scalar/) as string,
    });

    const { config } = kept.summary;
    await saveRun(place, { ...kept, summary: { ...kept.summary, config: { ...config, model: { ...config.model, hidden: 9 } } } });
    const failed = ended(client, runId);
    await client.call('training.resume', { runId });
    expect((await failed).error).toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('it was written for hidden 8, the run says 9') as string,
    });
  });
});
