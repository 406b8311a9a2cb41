/**
 * `npm test`: builds the native core, checks the code, runs every test that this machine can run, and ends with one line,
 * `N passed, N failed, N skipped`, summed over all runners. A check counts as one test.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './check.mjs';
import { run, runSteps } from './steps.mjs';

const results = join(import.meta.dirname, '..', 'out', 'test');
const total = { passed: 0, failed: 0, skipped: 0 };

function add(counts) {
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
}

/** Runs one vitest project; its counts come from the report, and a run without a report is a failure. */
function vitest(project) {
  const report = join(results, `${project}.json`);
  rmSync(report, { force: true });
  const status = run(['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  if (!existsSync(report)) return { failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that fails to load has no failed test; it must not pass for that.
  const failed = numFailedTests === 0 && (status !== 0 || numFailedTestSuites > 0) ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

mkdirSync(results, { recursive: true });
add(
  runSteps([
    { name: 'native core', command: ['node', 'engine/native/build.mjs'] },
    ...checks,
    { name: 'native tests', command: ['node', 'engine/native/build.mjs', '--test'] },
    { name: 'app build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
  ]),
);
add(vitest('unit'));
add(vitest('e2e'));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
