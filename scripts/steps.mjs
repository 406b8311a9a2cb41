import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The project's own tools first, so that a script runs the same under `npm run` and without it. */
export const environment = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` };

/** Runs one command in the project's folder, its output shown. Returns its exit code. */
export function run(command, env = {}) {
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, ...env },
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

/** Runs every step and says how long each took: one that fails does not hide the others. */
export function runSteps(steps) {
  const counts = { passed: 0, failed: 0 };
  for (const { name, command } of steps) {
    const started = Date.now();
    const ok = run(command) === 0;
    counts[ok ? 'passed' : 'failed']++;
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name}  (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
  return counts;
}
