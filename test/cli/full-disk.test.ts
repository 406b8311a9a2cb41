import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hindcast, root } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-full-'));
const disk = join(folder, 'disk');
const mounted = mountSmallDisk();
if (!mounted) console.warn('Skipped: a small disk cannot be mounted here (root is needed).');

/** A real file system of 256 KiB; false where this user may not mount one. */
function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)('a full disk', () => {
  afterAll(() => execFileSync('umount', [disk]));
  const air = join(root, 'samples', 'air-passengers', 'air-passengers.csv');
  const train = ['train', air, '--target', 'passengers', '--horizon', '12', '--epochs', '2', '--quiet'];

  it('ends training, exporting and saving with one sentence, and leaves no half-written file', async () => {
    expect((await hindcast([...train, '--out', 'run'], { cwd: folder })).code).toBe(0);
    writeFileSync(join(disk, 'ballast'), new Uint8Array(250 * 1024));
    for (const args of [
      [...train, '--out', 'disk/run', '--hidden', '64'],
      ['export', 'run', '--out', 'disk/air.onnx'],
    ]) {
      const { code, stderr } = await hindcast(args, { cwd: folder });
      expect(code).toBe(1);
      expect(stderr).toMatch(/disk is full/i);
      expect(stderr).not.toMatch(/^\s+at |bug/m);
    }
    expect(readdirSync(disk)).not.toContain('air.onnx');
    expect(readdirSync(disk, { recursive: true }).filter((name) => /tmp|temp/.test(String(name)))).toEqual([]);
  });
});
