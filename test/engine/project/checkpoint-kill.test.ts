/** kill -9 at random moments of a process that does nothing but save checkpoints. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { removeLeftTempFiles } from '../../../engine/base/temp-file.ts';
import { openCheckpoints } from '../../../engine/project/checkpoint.ts';
import { identity } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();
const kills = Number(process.env['HINDCAST_KILLS'] ?? 20);

test(`after each of ${kills} kills, what was reported saved is there, whole`, { timeout: 2000 * kills }, async () => {
  const random = createRandom(7);
  let left = 0;
  for (let i = 0; i < kills; i++) {
    const saver = spawn(process.execPath, [join(import.meta.dirname, 'checkpoint-child.ts'), folder()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    saver.stdout.on('data', (text) => (output += String(text)));
    await once(saver.stdout, 'data');
    setTimeout(() => saver.kill('SIGKILL'), random.uniform() * 60);
    await once(saver, 'close');

    const reported = Number(output.trim().split('\n').at(-1));
    const { latest, warnings } = await openCheckpoints(folder(), identity);
    const step = Number(latest!.header['step']);
    expect(warnings).toEqual([]);
    // The one in the making may have become whole before its process could say so.
    expect([reported, reported + 1]).toContain(step);
    expect(new Set(latest!.arrays['padding'])).toEqual(new Set([step]));
    left += await removeLeftTempFiles(folder());
    expect(readdirSync(folder()).every((name) => /^checkpoint\.[01]\.bin$/.test(name))).toBe(true);
  }
  expect(left).toBeGreaterThan(0);
});
