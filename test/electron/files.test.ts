import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../electron/command-line.ts';
import { jsonFile } from '../../electron/json-file.ts';
import { logFile } from '../../electron/log-file.ts';
import { outsideFiles } from '../../electron/outside-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a state file', () => {
  test('is read as it was written, and the last of many writes wins', async () => {
    const file = jsonFile(path.join(folder, 'a', 'state.json'));
    expect(await file.read()).toBeNull();
    await Promise.all(Array.from({ length: 20 }, (_, i) => file.write(JSON.stringify({ i }))));
    expect(await file.read()).toBe('{"i":19}');
    expect(await readdir(path.join(folder, 'a'))).toEqual(['state.json']);
  });

  test('that is damaged is kept aside', async () => {
    await writeFile(path.join(folder, 'state.json'), '{"half":');
    const file = jsonFile(path.join(folder, 'state.json'), () => 7);
    expect(await file.read()).toBeNull();
    expect(await readFile(path.join(folder, 'state.json.damaged-7'), 'utf8')).toBe('{"half":');
  });

  test('that cannot be written says so, and the next write is tried', async () => {
    await writeFile(path.join(folder, 'blocked'), '');
    const file = jsonFile(path.join(folder, 'blocked', 'state.json'));
    await expect(file.write('1')).rejects.toThrow();
    await rm(path.join(folder, 'blocked'));
    await file.write('2');
    expect(await file.read()).toBe('2');
  });
});

test('a log starts anew when it is long, and keeps the previous one', async () => {
  const log = logFile(path.join(folder, 'logs', 'a.log'), () => new Date(0));
  log.write(`${'x'.repeat(1_000_001)}\n`);
  log.write('after');
  await log.flush();
  expect(await readFile(log.path, 'utf8')).toBe('1970-01-01T00:00:00.000Z after\n');
  expect((await readdir(path.join(folder, 'logs'))).sort()).toEqual(['a.log', 'a.log.1']);
});

test('the command line names files and a workspace, and neither switches nor the project are to be opened', () => {
  const args = ['/project', '--no-sandbox', 'data/a.csv', '--workspace=w', '/b.TSV', '--x=y.csv', 'folder', 'sales.parquet'];
  expect(parseCommandLine(args, '/here', '/project')).toEqual({
    files: [path.resolve('/here/data/a.csv'), path.resolve('/b.TSV'), path.resolve('/here/sales.parquet')],
    others: [path.resolve('/here/folder')],
    workspace: path.resolve('/here/w'),
  });
});

test('files from outside wait for a page, come once, and are tables', () => {
  const outside = outsideFiles();
  const seen: string[][] = [];
  outside.open(['/a.csv', '/b.exe']);
  outside.deliverTo(1, (paths) => void seen.push(paths));
  outside.open(['/c.csv']);
  outside.hold(1);
  outside.open(['/d.csv']);
  outside.deliverTo(1, (paths) => void seen.push(paths));
  expect(seen).toEqual([['/a.csv'], ['/c.csv'], ['/d.csv']]);
});

test('files from outside go to the window in front, and to another where that has no page', () => {
  const outside = outsideFiles();
  const seen: string[] = [];
  for (const id of [1, 2]) outside.deliverTo(id, ([file]) => void seen.push(`${id}:${file}`));
  outside.prefer(2);
  outside.open(['/a.csv']);
  outside.hold(2);
  outside.open(['/b.csv']);
  expect(seen).toEqual(['2:/a.csv', '1:/b.csv']);
});
