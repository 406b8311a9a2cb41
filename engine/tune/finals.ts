import { spread } from '../base/spread.ts';
import type { RankedTrial, RungResult, Trial, TuningSettings } from '../protocol/tuning.ts';
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

/**
 * What the finals would take on one thread, in seconds: for each that would be in them now, `seeds` whole trainings of `epochs` at the pace that it
 * has had; one that early stopping ended takes no longer than it did. Null before anything is known.
 */
export function finalsSeconds(
  trials: readonly Trial[],
  { finalists, seeds }: Pick<TuningSettings, 'finalists' | 'seeds'>,
  epochs: number,
): number | null {
  const paces = chooseFinalists(trials, finalists).flatMap((number) => {
    const last = trials.find((trial) => trial.number === number && trial.repeat === 0)?.results.at(-1);
    return last === undefined ? [] : [last.stopped ? last.seconds : (last.seconds * epochs) / last.epochs];
  });
  if (paces.length === 0) return null;
  // Those that have not run yet are taken for as slow as the others.
  return (seeds * (finalists + 1) * paces.reduce((sum, seconds) => sum + seconds, 0)) / paces.length;
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
