/**
 * Kills training runs with SIGKILL at random moments, resumes them, and compares every byte of the result with that of a run that
 * nobody killed: parameters, moments, history, model, export.
 *
 *   node bench/kills.ts [--runs 200] [--seed 1] [--jobs 2] [--quick] [--json]
 *
 * The first kills are spread evenly over the whole run; half of the runs are killed a second time, some a third.
 * Exits with 1 when a run differs or fails, and then leaves its folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../engine/base/random.ts';
import { Flags } from './flags.ts';
import { differences, type Outcome, readOutcome } from './kills/outcome.ts';
import { attempt, type Cell, type Place, PLACES } from './kills/run.ts';

const CELLS: readonly Cell[] = ['lstm', 'gru'];
/** Of the runs: killed at least twice, and of those thrice. */
const KILLED_AGAIN = 0.5;

const flags = new Flags(['runs', 'seed', 'jobs'], []);
const [runs] = flags.numbers('runs', [flags.quick ? 10 : 200]) as [number];
const [seed] = flags.numbers('seed', [1]) as [number];
const [jobs] = flags.numbers('jobs', [availableParallelism()]) as [number];
const root = mkdtempSync(join(tmpdir(), 'hindcast-kills-'));
const kills: Record<Place, number> = { start: 0, training: 0, checkpoint: 0, evaluation: 0, export: 0 };
const failures: string[] = [];
const started = performance.now();
let finished = 0;

/** Runs that nobody kills: what the others must equal, and how long they take side by side as the others will run. */
const whole = await Promise.all(CELLS.map(referenceRun));
const numbers = Array.from({ length: runs }, (_, i) => i).values();
await Promise.all(Array.from({ length: jobs }, work));

const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
const seconds = (performance.now() - started) / 1000;
if (flags.json) console.log(JSON.stringify({ runs, identical: runs - failures.length, kills, total, seconds, failures }));
else {
  console.log(`${runs - failures.length} of ${runs} byte-identical`);
  console.log(`${total} kills: ${PLACES.map((name) => `${kills[name]} in ${name}`).join(', ')}`);
  for (const failure of failures) console.log(failure);
}
if (failures.length === 0) rmSync(root, { recursive: true });
else process.exitCode = 1;

async function referenceRun(cell: Cell): Promise<{ cell: Cell; took: number; outcome: Outcome }> {
  const folder = join(root, `whole-${cell}`);
  const { took } = await attempt(folder, cell, null);
  return { cell, took, outcome: await readOutcome(folder) };
}

/** Takes the next run until none is left; as many of these work side by side as there are jobs. */
async function work(): Promise<void> {
  for (const i of numbers) {
    const { cell, took, outcome } = whole[i % whole.length]!;
    const folder = join(root, `run-${i}`);
    try {
      await killedRun(folder, cell, took, i);
      const differing = differences(outcome, await readOutcome(folder));
      if (differing.length > 0) failures.push(`${folder} (${cell}) differs in ${differing.join(', ')}.`);
      else rmSync(folder, { recursive: true });
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
    finished += 1;
    if (finished % 10 === 0) tellProgress();
  }
}

/** A run that is killed at least once, and then comes to its end. Each has a sequence of chance of its own. */
async function killedRun(folder: string, cell: Cell, took: number, i: number): Promise<void> {
  const random = createRandom(seed, i);
  let at = ((i + random.uniform()) / runs) * took;
  for (;;) {
    const { killedIn } = await attempt(folder, cell, at);
    if (killedIn !== null) {
      kills[killedIn] += 1;
      break;
    }
    // It was faster than the first one.
    rmSync(folder, { recursive: true });
    at *= 0.9;
  }
  const left = took - at;
  for (let again = 0; again < 2 && random.uniform() < KILLED_AGAIN; again++) {
    const { killedIn } = await attempt(folder, cell, random.uniform() * left);
    if (killedIn === null) return;
    kills[killedIn] += 1;
  }
  await attempt(folder, cell, null);
}

function tellProgress(): void {
  const seconds = (performance.now() - started) / 1000;
  const left = Math.ceil((seconds / finished) * (runs - finished));
  process.stderr.write(`${finished} of ${runs} runs, ${failures.length} of them not identical; about ${left} s left\n`);
}
