import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPTS = path.resolve(import.meta.dirname, '..', '..', 'scripts');

function run(script: string, env: Record<string, string>, args: string[] = []): { status: number | null; stdout: string; stderr: string } {
  const base = { ...process.env };
  delete base['DISPLAY'];
  delete base['WAYLAND_DISPLAY'];
  return spawnSync(process.execPath, [path.join(SCRIPTS, script), ...args], { encoding: 'utf8', env: { ...base, ...env } });
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hindcast-runtime-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.runIf(process.platform === 'linux')('a folder that is named goes before all others', () => {
  writeFileSync(path.join(folder, 'electron'), '');
  writeFileSync(path.join(folder, 'version'), 'v99.1.2\n');
  const { status, stdout, stderr } = run('electron-runtime.mjs', { ELECTRON_OVERRIDE_DIST_PATH: folder });
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${folder}\n` });
  expect(stderr).toBe('Electron 99.1.2 from ELECTRON_OVERRIDE_DIST_PATH\n');
  const json = run('electron-runtime.mjs', { ELECTRON_OVERRIDE_DIST_PATH: folder }, ['--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'override', version: '99.1.2', executable: path.join(folder, 'electron') });
});

test('a named folder without an Electron is refused with advice', () => {
  const { status, stdout, stderr } = run('electron-runtime.mjs', { ELECTRON_OVERRIDE_DIST_PATH: folder });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('Correct it or unset it.');
});

test.runIf(process.platform === 'linux')('without a screen `npm start` names what works without one', () => {
  const { status, stderr } = run('start.mjs', {});
  expect(status).toBe(1);
  expect(stderr).toContain('npm run demo');
  expect(stderr).toContain('npx hindcast --help');
});
