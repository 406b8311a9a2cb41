/** What is done by a thread is what would have been done here, to the last bit and the last word. */
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { columnSeasons, distributionOf, importFile, previewFile, profileSeries } from '../../../../engine/data/index.ts';
import { CancelledError } from '../../../../engine/protocol/errors.ts';
import { diagnose } from '../../../../engine/services/diagnose.ts';
import { HeavyWork } from '../../../../engine/services/heavy/heavy-work.ts';
import { heavyTasks } from '../../../../engine/services/heavy/tasks.ts';
import { LookedAt } from '../../../../engine/services/looked-at.ts';
import { datasetOf } from '../../../helpers/dataset.ts';
import { stillClock } from '../../../helpers/still-clock.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'hindcast-heavy-'));
const heavy = new HeavyWork(stillClock);
afterAll(() => heavy.close());
afterEach(() => vi.restoreAllMocks());

const START = Date.UTC(2020, 0, 1);
const day = (t: number): Date => new Date(START + t * 86_400_000);
const value = (t: number): number =>
  Math.round(1000 * (50 + t / 90 + 9 * Math.sin((2 * Math.PI * t) / 7) + 2 * Math.sin(t * 12.9898))) / 1000;

async function workbook(rows: number): Promise<string> {
  const path = join(folder, `${rows}.xlsx`);
  const cells = Array.from({ length: rows }, (_, t) => [
    { value: day(t), type: Date, format: 'yyyy-mm-dd' },
    { value: value(t), type: Number },
    { value: `shop ${t % 3}`, type: String },
  ]);
  await writeXlsxFile([{ sheet: 'Sales', data: [['time', 'sales', 'shop'].map((name) => ({ value: name })), ...cells] }]).toFile(path);
  return path;
}

function csv(rows: number): string {
  const path = join(folder, `${rows}.csv`);
  const lines = Array.from({ length: rows }, (_, t) => `${day(t).toISOString().slice(0, 10)},${value(t)},${value(t + 5)},"a longer text"`);
  writeFileSync(path, `time,a,b,note\n${lines.join('\n')}\n`);
  return path;
}

function parquet(rows: number): string {
  const path = join(folder, `${rows}.parquet`);
  const all = Array.from({ length: rows }, (_, t) => t);
  const columnData = [
    { name: 'time', data: all.map(day), type: 'TIMESTAMP' as const },
    { name: 'sales', data: all.map(value), type: 'DOUBLE' as const },
  ];
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })));
  return path;
}

describe('reading a file', () => {
  it('of each kind gives the same dataset as here, and tells the rows on its way', async () => {
    const here = vi.spyOn(heavyTasks, 'import');
    for (const path of [await workbook(9000), csv(60_000), parquet(30_000)]) {
      expect(statSync(path).size).toBeGreaterThan(128 * 1024);
      const told: number[] = [];
      const found = await heavy.importFile(path, {}, { signal: never, onProgress: (_share, rows) => told.push(rows) });
      expect(found).toEqual(await importFile(path));
      expect(told.at(-1)).toBe(found.time.length);
    }
    expect(here).not.toHaveBeenCalled();
  });

  it('a small file is read here', async () => {
    const here = vi.spyOn(heavyTasks, 'import');
    const path = csv(100);
    expect(await heavy.importFile(path, {})).toEqual(await importFile(path));
    expect(here).toHaveBeenCalledOnce();
  });

  it('a large workbook is previewed as here, and what is wrong with it is told in the same words', async () => {
    const path = await workbook(9000);
    expect(await heavy.previewFile(path, {}, never)).toEqual(await previewFile(path));
    const wrong = { sheet: 'May' };
    const told = (error: unknown): unknown => error;
    const [there, here] = [await heavy.importFile(path, wrong).catch(told), await importFile(path, wrong).catch(told)];
    expect(there).toMatchObject({ code: 'unknown-sheet', details: { sheets: ['Sales'] } });
    expect(there).toEqual(here);
    expect(await heavy.importFile(join(folder, 'none.csv'), {}).catch(told)).toMatchObject({ code: 'file-missing' });
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const reading = heavy.importFile(csv(60_000), {}, { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('looking at a long series', () => {
  const short = Float64Array.from({ length: 40 }, (_, t) => value(t));
  const long = Float64Array.from({ length: 5000 }, (_, t) => (t % 900 === 5 ? NaN : t === 3000 ? 500 : value(t)));
  const dataset = datasetOf([{ y: short }, { y: long }]);

  it('finds the same as here, with the rows of the whole dataset', async () => {
    const here = vi.spyOn(heavyTasks, 'profile');
    const found = await heavy.profile(dataset, 's1', 'y', never);
    expect(found).toEqual(await profileSeries(dataset, 's1', 'y'));
    expect(found.outliers.map(({ row }) => row)).toContain(dataset.fileRows[40 + 3000]);
    expect(here).not.toHaveBeenCalled();
    const request = { seriesId: 's1', column: 'y', periods: [7], far: found.outliers.map(({ time }) => time) };
    expect(await heavy.diagnose(dataset, request, never)).toEqual(await diagnose(dataset, request, never));
    expect(dataset.numeric[0]!.values.length).toBe(5040);
  });

  it('counts the values of a column and its seasons as here, as often as it is asked', async () => {
    for (let time = 0; time < 2; time++) {
      expect(await heavy.distribution(dataset, 'y', never)).toEqual(distributionOf(dataset.numeric[0]!.values));
      expect(await heavy.seasons(dataset, 'y', never)).toEqual(columnSeasons(dataset, 'y'));
    }
    await expect(heavy.distribution(dataset, 'z', never)).rejects.toMatchObject({ code: 'unknown-column' });
  });

  it('a short one is looked at here', async () => {
    const here = vi.spyOn(heavyTasks, 'profile');
    expect(await heavy.profile(dataset, 's0', 'y', never)).toEqual(await profileSeries(dataset, 's0', 'y'));
    expect(here).toHaveBeenCalledOnce();
  });

  it('is done once for all who ask at a time, and ended when the last of them has left', async () => {
    const lookedAt = new LookedAt(heavy);
    const asked = vi.spyOn(heavy, 'profile');
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [first, second].map(({ signal }) => lookedAt.profile(dataset, 's1', 'y', signal));
    first.abort();
    await expect(both[0]).rejects.toBeInstanceOf(CancelledError);
    expect((await both[1]!).seriesId).toBe('s1');
    expect(asked).toHaveBeenCalledOnce();

    const again = new LookedAt(heavy);
    const last = new AbortController();
    const left = again.profile(dataset, 's1', 'y', last.signal);
    last.abort();
    await expect(left).rejects.toBeInstanceOf(CancelledError);
    expect(asked.mock.calls.at(-1)![3].aborted).toBe(true);
    expect((await again.profile(dataset, 's1', 'y', never)).seriesId).toBe('s1');
  });
});
