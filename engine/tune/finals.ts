import type { RankedTrial, RungResult, Trial } from '../protocol/tuning.ts';
import type { Job } from './asha.ts';

/**
 * The configurations that are trained with several seeds: the `count` best of the search, higher rungs first, and the untuned one,
 * so that every study answers whether tuning helped.
 */
export function chooseFinalists(trials: readonly Trial[], count: number): number[] {
  const best = trials
    .filter(({ number, repeat, failure, results }) => number > 0 && repeat === 0 && failure === null && results.length > 0)
    .map(({ number, results }) => ({ number, ...results.at(-1)! }))
    .sort((a, b) => b.rung - a.rung || a.score - b.score || a.number - b.number)
    .slice(0, count)
    .map(({ number }) => number);
  return [...best, 0];
}

/** The next whole training of a finalist: first every one with its first seed, then with the second, and so on. Null: all are done or at work. */
export function nextFinalJob(
  trials: readonly Trial[],
  finalists: readonly number[],
  seeds: number,
  top: number,
  busy: (job: Job) => boolean,
): Job | null {
  for (let repeat = 0; repeat < seeds; repeat++) {
    for (const number of finalists) {
      const job = { number, repeat, goal: top };
      const trial = trials.find((one) => one.number === number && one.repeat === repeat);
      const over = trial !== undefined && (trial.failure !== null || trial.results.some(({ rung }) => rung === top));
      if (!over && !busy(job)) return job;
    }
  }
  return null;
}

/**
 * Every configuration that reached a rung, best first: higher rungs before lower ones, then those of which no seed failed, then the lower mean.
 * The scores are those of its highest rung, one a seed.
 */
export function rankTrials(trials: readonly Trial[]): RankedTrial[] {
  const groups = new Map<number, Trial[]>();
  for (const trial of trials) {
    const group = groups.get(trial.number);
    if (group) group.push(trial);
    else groups.set(trial.number, [trial]);
  }
  return [...groups.values()]
    .flatMap((same) => ranked(same))
    .sort((a, b) => b.rung - a.rung || Number(a.failed > 0) - Number(b.failed > 0) || a.mean - b.mean || a.number - b.number);
}

function ranked(same: readonly Trial[]): RankedTrial[] {
  const rung = same.reduce((most, { results }) => Math.max(most, results.at(-1)?.rung ?? -1), -1);
  const reached = [...same]
    .sort((a, b) => a.repeat - b.repeat)
    .map(({ results }) => results.at(-1))
    .filter((result): result is RungResult => result?.rung === rung);
  if (reached.length === 0) return [];
  const scores = reached.map(({ score }) => score);
  const failed = same.filter(({ failure }) => failure !== null).length;
  const epochs = Math.max(...reached.map((result) => result.epochs));
  return [{ number: same[0]!.number, choice: same[0]!.choice, rung, epochs, scores, failed, ...spread(scores) }];
}

/** Mean and sample standard deviation; null of one value. */
function spread(values: readonly number[]): { mean: number; deviation: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)) };
}
