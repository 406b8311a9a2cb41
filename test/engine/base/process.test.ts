import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { isProcessAlive, processMark } from '../../../engine/base/process.ts';

it('knows its own process, and one that is gone', () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isProcessAlive(pid)).toBe(false);
  expect(isProcessAlive(0)).toBe(false);
  expect(isProcessAlive(Number.NaN)).toBe(false);
});

it.runIf(process.platform === 'linux')('a process that has ended counts as gone before its parent has asked for its end', async () => {
  // The shell becomes a program that never asks for its children.
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString().trim());
    await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '), { timeout: 10_000 });
    expect(isProcessAlive(pid)).toBe(false);
  } finally {
    parent.kill('SIGKILL');
  }
});

it.runIf(process.platform === 'linux')('a mark is of one process and stays', () => {
  expect(processMark(process.pid)).toMatch(/^[0-9a-f-]{36}\/\d+$/);
  expect(processMark(process.pid)).toBe(processMark(process.pid));
  expect(processMark(process.pid)).not.toBe(processMark(process.ppid));
});
