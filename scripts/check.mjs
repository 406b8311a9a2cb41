/** Everything that needs no running: types, lint, format, boundaries, dead code. Stops at nothing, fails if one fails. */
import { runSteps } from './steps.mjs';

export const checks = [
  { name: 'types', command: ['vue-tsc', '-b'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'boundaries',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'engine', 'cli', 'electron', 'renderer', 'bench', 'scripts', 'test'],
  },
  { name: 'dead code', command: ['knip'] },
];

if (process.argv[1] === import.meta.filename) process.exitCode = runSteps(checks).failed > 0 ? 1 : 0;
