/** Which data a dataset or a run reads: the ids are the workspace's, the content is what the record says. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import { systemClock } from '../../../engine/base/clock.ts';
import { createWorkspace } from '../../../engine/project/workspace.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { contentHash, DatasetStore } from '../../../engine/services/dataset-store.ts';
import { HeavyWork } from '../../../engine/services/heavy/heavy-work.ts';
import type { Shared } from '../../../engine/services/shared.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-datasets-'));
const csv = join(folder, 'air.csv');
const lines = (from: number): string => Array.from({ length: 120 }, (_, t) => `${from + t};${t % 7},5`).join('\n');
writeFileSync(csv, `a;y\n${lines(0)}\n`);

const never = new AbortController().signal;

async function openStore(place: string): Promise<{ shared: Shared; store: DatasetStore; jobs: Job[] }> {
  const jobs: Job[] = [];
  const shared: Shared = {
    clock: systemClock,
    emit: (event, payload) => {
      if (event === 'job.changed') jobs.push(payload as Job);
    },
    onBug: () => {},
    core: () => {
      throw new Error('No core here.');
    },
    heavy: new HeavyWork(systemClock),
    workspace: await createWorkspace(join(folder, place)),
  };
  return { shared, store: new DatasetStore(shared), jobs };
}

/** As after a restart: nothing in memory, the records on disk. */
function forgetAll(store: DatasetStore): void {
  store.clear();
}

describe('the datasets in memory', () => {
  it("a run's dataset follows its record, whatever its id means by now, and does not take the id", async () => {
    const { shared, store } = await openStore('ids');
    const first = await store.import(csv, {}, undefined, never);
    const reference = { ...first };
    await shared.workspace!.removeDataset(first.id);
    store.forget(first.id);
    const second = await store.import(csv, { missing: ['3,5'] }, undefined, never);
    expect(second.id).toBe(first.id);
    expect(second.hash).toBe(first.hash);

    const ofRun = await store.ofRun(reference, never);
    expect(ofRun.dataset.settings).toEqual(first.settings);
    expect((await store.get(second.id, never)).dataset.settings).toEqual(second.settings);
    forgetAll(store);
    await store.ofRun(reference, never);
    expect((await store.get(second.id, never)).dataset.settings).toEqual(second.settings);
  });

  it('reads a file once for all who ask at once; who leaves does not take it from the others', async () => {
    const { store, jobs } = await openStore('once');
    const { id } = await store.import(csv, {}, undefined, never);
    forgetAll(store);
    jobs.length = 0;
    const leaving = new AbortController();
    const left = store.get(id, leaving.signal);
    const kept = [store.get(id, never), store.get(id, never)];
    leaving.abort();
    await expect(left).rejects.toThrow();
    const [one, other] = await Promise.all(kept);
    expect(one).toBe(other);
    expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
  });

  it('two imports at once get two ids', async () => {
    const { store } = await openStore('two');
    const both = await Promise.all([store.import(csv, {}, undefined, never), store.import(csv, {}, undefined, never)]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });

  it('refuses what another workspace was opened in the middle of', async () => {
    const { shared, store } = await openStore('left');
    const { id } = await store.import(csv, {}, undefined, never);
    forgetAll(store);
    const entered = await createWorkspace(join(folder, 'entered'));
    const importing = store.import(csv, {}, undefined, never);
    const loading = store.get(id, never);
    shared.workspace = entered;
    store.clear();
    const refused = await Promise.allSettled([importing, loading]);
    expect(refused).toMatchObject(Array.from(refused, () => ({ status: 'rejected', reason: { code: 'workspace-changed' } })));
    expect(await entered.listDatasets()).toEqual([]);
    await expect(store.get(id, never)).rejects.toMatchObject({ code: 'unknown-dataset' });
  });

  it('tells contents apart by bytes and settings, not by the order of properties', () => {
    const settings = { decimal: ',', encoding: 'utf-8' } as unknown as DatasetSummary['settings'];
    const turned = { encoding: 'utf-8', decimal: ',' } as unknown as DatasetSummary['settings'];
    const hash = 'a'.repeat(64);
    expect(contentHash({ hash, settings })).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash({ hash, settings })).toBe(contentHash({ hash, settings: turned }));
    expect(contentHash({ hash, settings })).not.toBe(contentHash({ hash, settings: { ...settings, decimal: '.' } }));
  });
});

describe('a workspace that is left', () => {
  const { client, close } = openSession();
  afterAll(close);

  it('no run starts in it, or in the other, while it is being left', async () => {
    const here = join(folder, 'here');
    const there = join(folder, 'there');
    await client.call('workspace.open', { path: here });
    const { id: datasetId } = await client.call('data.import', { path: csv, overrides: {} });
    await client.call('workspace.open', { path: here });
    const starting = client.call('training.start', {
      datasetId,
      data: { target: 'y', horizon: 3 },
      model: { hidden: 4 },
      training: { epochs: 1 },
    });
    const opening = client.call('workspace.open', { path: there });
    const [started, opened] = await Promise.allSettled([starting, opening]);
    // Either the run was there first and the workspace stays, or the workspace was and there is no run.
    expect([started.status, opened.status].sort()).toEqual(['fulfilled', 'rejected']);
    if (started.status === 'fulfilled') await ended(client, started.value.runId);
    else expect(started.reason).toMatchObject({ code: 'workspace-changed' });
    if (opened.status === 'fulfilled') expect(await client.call('runs.list', { folder: there })).toEqual([]);
  });
});
