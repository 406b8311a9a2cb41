/** Saving on a real full disk, and under a kernel that fails the n-th call. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const child = join(import.meta.dirname, 'save-child.ts');
const folder = mkdtempSync(join(tmpdir(), 'hindcast-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasNamespaces = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0;
const hasStrace = spawnSync('strace', ['-D', '-f', '-e', 'inject=getppid:error=EIO', 'true']).status === 0;
if (!hasNamespaces) console.warn('SKIPPED: no small tmpfs can be mounted here, so a really full disk is not tested.');
if (!hasStrace) console.warn('SKIPPED: strace cannot inject faults here, so failing system calls are not tested.');

test.skipIf(!hasNamespaces)('a full disk is reported, and the old version stays alone', { timeout: 60_000 }, () => {
  const script = `
    mount -t tmpfs -o size=128k tmpfs "$1" && cd "$1" &&
    "$2" "$3" "$1/f" a 50 && "$2" "$3" "$1/f" b 90 && ls -A && head -c 5 f && wc -c < f && "$2" "$3" "$1/f" c 60 && head -c 5 f && ls -A`;
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, process.execPath, child], { encoding: 'utf8' });
  expect(run.stdout.split(/\s+/).join(' ').trim()).toBe('saved disk-full f aaaaa50000 saved cccccf');
});

/** One save of 3000 b over a file of 3000 a, under strace with these options; its calls on the two files and their folder. */
function saveUnder(...options: string[]): { outcome: string; isNew: boolean; isOld: boolean; names: string[]; calls: string[] } {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  const path = join(folder, 'f');
  const log = `${folder}.log`;
  writeFileSync(path, 'a'.repeat(3000));
  // The shell's process number is the saver's (exec keeps it, and -D traces from a grandchild), so its temporary file is known.
  const script =
    'node=$2 child=$3 dir=$1 log=$4; shift 4; exec strace -D -f -o "$log" -P "$dir" -P "$dir/f" -P "$dir/.f.$$-1.saving" "$@" "$node" "$child" "$dir/f" b 3';
  const run = spawnSync('sh', ['-c', script, 'sh', folder, process.execPath, child, log, ...options], {
    encoding: 'utf8',
    // Faults are counted a thread: one thread makes them a sequence.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
  });
  const content = readFileSync(path, 'utf8');
  const calls = [...readFileSync(log, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)].map((match) => match[1]!);
  rmSync(log);
  return {
    outcome: run.signal ?? run.stdout.trim(),
    isNew: content === 'b'.repeat(3000),
    isOld: content === 'a'.repeat(3000),
    names: readdirSync(folder),
    calls,
  };
}

describe.skipIf(!hasStrace)('the n-th system call of a save', () => {
  const { calls } = hasStrace ? saveUnder() : { calls: [] };
  const places = calls.map((call, i) => ({ call, n: calls.slice(0, i + 1).filter((other) => other === call).length }));
  const faults = ['error=ENOSPC', 'error=EIO', 'signal=KILL'].flatMap((fault) => places.map((place) => ({ ...place, fault })));
  // A write that claims to have taken 400 of 1000 bytes and took none.
  faults.push(...places.filter(({ call }) => call === 'write').map((place) => ({ ...place, fault: 'retval=400' })));

  test('is one of those that saving is made of', () => {
    for (const call of ['openat', 'write', 'fchmod', 'fsync', 'close', 'rename']) expect(calls).toContain(call);
    expect(calls.filter((call) => call === 'write').length).toBe(3);
    expect(calls.filter((call) => call === 'fsync').length).toBe(2);
  });

  test.each(faults)('$call $n: $fault', { timeout: 60_000 }, ({ call, n, fault }) => {
    const { outcome, isNew, isOld, names } = saveUnder('-e', `inject=${call}:${fault}:when=${n}`);
    expect(isNew || isOld).toBe(true);
    if (fault === 'signal=KILL') expect(outcome).toBe('SIGKILL');
    else {
      expect(outcome).toMatch(isOld ? /^disk-(full|error)$/ : /^not-durable$/);
      expect(names).toEqual(['f']);
    }
  });
});
