/** Fixes, memory, changed files and removal, through the engine as the window uses it. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { Fix } from '../../../engine/protocol/data.ts';
import { contentHash } from '../../../engine/services/dataset-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-fixes-'));
const workspace = join(folder, 'workspace');
let session: ReturnType<typeof openSession>;

const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
function file(name: string, cell: (i: number) => string = (i) => String(i % 5)): string {
  const path = join(folder, name);
  writeFileSync(path, `day,y\n${Array.from({ length: 60 }, (_, i) => `${day(i)},${cell(i)}`).join('\n')}\n`);
  return path;
}

beforeAll(async () => {
  session = openSession();
  await session.client.call('workspace.open', { path: workspace });
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

const fill: Fix = { kind: 'interpolate', column: 'y', longest: 3 };

async function valueOf(datasetId: string, row: number): Promise<number | string | null | undefined> {
  const { rows, columns } = await session.client.call('data.rows', { datasetId, offset: row, limit: 1 });
  return rows[0]?.[columns.indexOf('y')];
}

describe('fixes', () => {
  it('are applied, survive a restart, and are undone without a trace; the file stays as it is', async () => {
    const { client } = session;
    const path = file('gap.csv', (i) => (i === 10 ? '' : String(i)));
    const bytes = readFileSync(path);
    const before = await client.call('data.import', { path, overrides: {} });
    expect(await valueOf(before.id, 10)).toBe(null);

    const fixed = await client.call('data.setFixes', { datasetId: before.id, fixes: [fill] });
    expect(fixed.settings.fixes).toEqual([fill]);
    expect(await valueOf(before.id, 10)).toBe(10);
    expect(contentHash(fixed)).not.toBe(contentHash(before));

    await client.call('workspace.open', { path: workspace });
    expect(await client.call('data.open', { datasetId: before.id })).toEqual(fixed);
    expect(await valueOf(before.id, 10)).toBe(10);

    expect(await client.call('data.setFixes', { datasetId: before.id, fixes: [] })).toEqual(before);
    expect(await valueOf(before.id, 10)).toBe(null);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('that only accept what was found leave the data what they were', async () => {
    const { client } = session;
    const path = file('text.csv', (i) => (i === 10 ? 'broken' : String(i)));
    const before = await client.call('data.import', { path, overrides: {} });
    const accepted = await client.call('data.setFixes', {
      datasetId: before.id,
      fixes: [{ kind: 'accept', code: 'unreadable-value', column: 'y' }],
    });
    expect(accepted.findings.map(({ code }) => code)).not.toContain('unreadable-value');
    expect(contentHash(accepted)).toBe(contentHash(before));
    expect(await client.call('data.setFixes', { datasetId: before.id, fixes: [] })).toEqual(before);
  });

  it('that cannot be made leave the dataset as it was', async () => {
    const { client } = session;
    const before = await client.call('data.import', { path: file('whole.csv'), overrides: {} });
    const refused = client.call('data.setFixes', { datasetId: before.id, fixes: [{ kind: 'ignore-column', column: 'z' }] });
    await expect(refused).rejects.toMatchObject({ code: 'unknown-column' });
    expect(await client.call('data.open', { datasetId: before.id })).toEqual(before);
  });
});

describe('a file that changes', () => {
  it('is told as such, and read again with the same settings; fixes of single cells are left out and named', async () => {
    const { client } = session;
    const path = file('moving.csv', (i) => (i === 20 ? '' : String(i)));
    const first = await client.call('data.import', { path, overrides: {} });
    await client.call('data.setFixes', { datasetId: first.id, fixes: [fill, { kind: 'missing-cells', column: 'y', rows: [5] }] });
    expect(await client.call('data.check', { datasetId: first.id })).toBe('same');

    writeFileSync(path, readFileSync(path, 'utf8').replace(`${day(30)},30`, `${day(30)},31`));
    expect(await client.call('data.check', { datasetId: first.id })).toBe('changed');
    const again = await client.call('data.readAgain', { datasetId: first.id });
    expect(again).toMatchObject({ id: first.id, name: first.name, settings: { fixes: [fill] } });
    expect(again.hash).not.toBe(first.hash);
    expect(again.findings.find(({ code }) => code === 'fixes-dropped')).toMatchObject({ count: 1 });
    expect(await valueOf(first.id, 30)).toBe(31);
    expect(await client.call('data.check', { datasetId: first.id })).toBe('same');

    rmSync(path);
    expect(await client.call('data.check', { datasetId: first.id })).toBe('missing');
  });
});

describe('what was decided', () => {
  it('is remembered for files of the same shape in this workspace, and forgotten after an import from fresh guesses', async () => {
    const { client } = session;
    const overrides = { missing: ['', '3'], time: { format: 'iso', zone: 'Europe/Berlin' } };
    expect((await client.call('data.recall', { path: file('a.csv') })).remembered).toBe(null);
    await client.call('data.import', { path: file('a.csv'), overrides, remember: true });
    expect(await client.call('data.recall', { path: file('b.csv') })).toMatchObject({ remembered: { overrides, fileName: 'a.csv' } });

    const other = join(folder, 'other.csv');
    writeFileSync(other, readFileSync(file('b.csv'), 'utf8').replace('day,y', 'day,z'));
    expect((await client.call('data.recall', { path: other })).remembered).toBe(null);

    await client.call('data.import', { path: file('b.csv'), overrides: {}, remember: true });
    expect((await client.call('data.recall', { path: file('a.csv') })).remembered).toBe(null);
  });

  it('leaves fixes out: they are of one file', async () => {
    const { client } = session;
    await client.call('data.import', { path: file('c.csv'), overrides: { missing: ['4'], fixes: [fill] }, remember: true });
    expect((await client.call('data.recall', { path: file('c.csv') })).remembered?.overrides).toEqual({ missing: ['4'] });
  });
});

describe('an import', () => {
  it('tells its rows on the way, and leaves nothing behind when it is cancelled', async () => {
    const { client } = session;
    const path = join(folder, 'large.csv');
    writeFileSync(path, `n,y\n${Array.from({ length: 400_000 }, (_, i) => `${i},${i % 97}`).join('\n')}\n`);
    const before = readdirSync(join(workspace, 'datasets'));
    const abort = new AbortController();
    const seen: Job[] = [];
    let asked = 0;
    const stop = client.on('job.changed', (job) => {
      seen.push(job);
      if ((job.rows ?? 0) > 20_000 && !abort.signal.aborted) {
        asked = performance.now();
        abort.abort();
      }
    });
    const importing = client.call('data.import', { path, overrides: {}, remember: true }, { signal: abort.signal });
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(200);
    await vi.waitFor(() => expect(seen.at(-1)?.state).toBe('cancelled'));
    stop();
    expect(seen.find(({ rows }) => rows !== undefined && rows > 0)?.remainingSeconds).toBeGreaterThan(0);
    expect(readdirSync(join(workspace, 'datasets'))).toEqual(before);
  });
});

describe('the datasets of a workspace', () => {
  it('are renamed', async () => {
    const { client } = session;
    const made = await client.call('data.import', { path: file('named.csv'), overrides: {} });
    const renamed = await client.call('data.rename', { datasetId: made.id, name: 'Better name' });
    expect(renamed).toEqual({ ...made, name: 'Better name' });
    expect(await client.call('data.open', { datasetId: made.id })).toEqual(renamed);
  });

  it('come back after they were removed, with their fixes, until the workspace is opened again', async () => {
    const { client } = session;
    const made = await client.call('data.import', { path: file('gone.csv'), overrides: { fixes: [fill] } });
    await client.call('data.remove', { datasetId: made.id });
    await expect(client.call('data.open', { datasetId: made.id })).rejects.toMatchObject({ code: 'unknown-dataset' });
    expect(await client.call('data.restore', { datasetId: made.id })).toEqual(made);
    expect(await valueOf(made.id, 3)).toBe(3);

    await client.call('data.remove', { datasetId: made.id });
    await client.call('workspace.open', { path: workspace });
    await expect(client.call('data.restore', { datasetId: made.id })).rejects.toMatchObject({ code: 'unknown-dataset' });
    expect(existsSync(made.path)).toBe(true);
  });

  it('stand beside the files in the folder that are none yet', async () => {
    const { client } = session;
    mkdirSync(join(workspace, 'data', 'deep'), { recursive: true });
    const [one, two] = [join(workspace, 'data', 'one.csv'), join(workspace, 'data', 'deep', 'two.PARQUET')];
    writeFileSync(one, readFileSync(file('one.csv')));
    writeFileSync(two, 'PAR1');
    writeFileSync(join(workspace, 'data', 'notes.md'), 'no data');
    expect((await client.call('workspace.files', {})).map(({ path }) => path)).toEqual([two, one]);
    await client.call('data.import', { path: one, overrides: {} });
    expect((await client.call('workspace.files', {})).map(({ path }) => path)).toEqual([two]);
  });
});
