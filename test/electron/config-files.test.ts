import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configFiles } from '../../electron/config-files.ts';
import type { ConfigFiles } from '../../electron/config-files.ts';
import type { ConfigChange } from '../../engine/protocol/contract.ts';

let folder = '';
let files: ConfigFiles;
let changes: ConfigChange[] = [];
const settings = { file: 'settings', workspace: null } as const;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-config-'));
  changes = [];
  files = configFiles(path.join(folder, 'user'), (change) => changes.push(change), 20);
});
afterEach(async () => {
  files.dispose();
  await rm(folder, { recursive: true });
});

test('what was written is read, each layer in its place', async () => {
  expect(await files.read(settings)).toEqual({ path: path.join(folder, 'user', 'settings.json'), text: null });
  await files.write({ ...settings, text: '{}', expected: null, keepCopy: false });
  const own = { file: 'settings', workspace: path.join(folder, 'w') } as const;
  await files.write({ ...own, text: '{ }', expected: null, keepCopy: false });
  expect((await files.read(settings)).text).toBe('{}');
  expect(await readFile(path.join(folder, 'w', '.hindcast', 'settings.json'), 'utf8')).toBe('{ }');
  await expect(files.read({ ...own, workspace: 'relative' })).rejects.toMatchObject({ code: 'bad-path' });
});

test('a file that was changed by another program is not overwritten', async () => {
  await files.write({ ...settings, text: '1', expected: null, keepCopy: false });
  const { path: target } = await files.read(settings);
  await writeFile(target, '2');
  await expect(files.write({ ...settings, text: '3', expected: '1', keepCopy: false })).rejects.toMatchObject({ code: 'changed-on-disk' });
  expect(await readFile(target, 'utf8')).toBe('2');
});

test('a text that could not be read is kept beside the new one, each time under another name', async () => {
  await files.write({ ...settings, text: 'half', expected: null, keepCopy: true });
  const { path: target } = await files.read(settings);
  expect(await files.write({ ...settings, text: 'also half', expected: 'half', keepCopy: true })).toEqual({ keptAs: `${target}.broken-1` });
  expect(await files.write({ ...settings, text: '{}', expected: 'also half', keepCopy: true })).toEqual({ keptAs: `${target}.broken-2` });
  expect(await readFile(`${target}.broken-1`, 'utf8')).toBe('half');
  expect((await readdir(path.dirname(target))).sort()).toEqual(['settings.json', 'settings.json.broken-1', 'settings.json.broken-2']);
});

test('changes from outside are told, own ones are not', async () => {
  await files.read(settings);
  await files.write({ ...settings, text: '1', expected: null, keepCopy: false });
  const target = path.join(folder, 'user', 'settings.json');
  await writeFile(target, 'from outside');
  await vi.waitFor(() => expect(changes).toEqual([{ ...settings, path: target, text: 'from outside' }]), 5000);
  await rm(target);
  await vi.waitFor(() => expect(changes.at(-1)).toEqual({ ...settings, path: target, text: null }), 5000);
});
