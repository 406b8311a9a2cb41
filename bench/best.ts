/** How everything here is timed: the best of several repetitions, because other work on the machine only ever slows one down. */

import { loadavg } from 'node:os';

/** A repetition takes about this long, so that the clock and the call cost nothing. */
const REPETITION_SECONDS = 0.1;

export interface Contender {
  /** Runs so many steps; the result is in seconds. */
  time: (steps: number) => Promise<number>;
  /** Seconds of one step, the best so far. */
  best: number;
}

/** Warms up by a step (what comes first also allocates), and says by a second one how long it takes. */
export async function warmUp(time: Contender['time']): Promise<Contender> {
  await time(1);
  return { time, best: await time(1) };
}

/** Repeats for so many seconds, at least once. */
export async function improve(contender: Contender, seconds: number): Promise<void> {
  const steps = Math.max(1, Math.round(REPETITION_SECONDS / contender.best));
  for (let spent = 0; spent < seconds;) {
    const took = await contender.time(steps);
    spent += took;
    contender.best = Math.min(contender.best, took / steps);
  }
}

/** Takes turns, so that a slow spell of the machine hits every contender. */
export async function race(contenders: readonly Contender[], rounds: number, seconds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const contender of contenders) await improve(contender, seconds);
}

/** Threads that wait for each other, as PyTorch's do, lose far more than their share of a busy machine; no turn-taking makes that fair. */
export function warnWhereBusy(): void {
  const load = loadavg()[0]!;
  if (load > 0.5) process.stderr.write(`Other work keeps ${load.toFixed(1)} cores busy: the figures of this run are worth little.\n`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
