import type { Trial } from '../protocol/tuning.ts';

/** A training to be done next: an old trial that goes on to a higher rung, or a new one. */
export interface Job {
  number: number;
  repeat: number;
  goal: number;
}

export interface SearchRules {
  /** How many rungs there are. */
  rungs: number;
  reduction: number;
  /** Most configurations; null: any number. */
  most: number | null;
}

/**
 * What a free thread does next (asynchronous successive halving: Li et al. 2020, algorithm 2, `get_job`): from the highest rung down, the
 * best trial that is among the first 1 / reduction of its rung and has not gone on yet; where there is none, a new trial. A trial
 * that failed on its way to a rung counts there, behind all others. Null: nothing to do until another training has
 * ended. `trials` are those of the search, `busy` the numbers at work.
 */
export function nextSearchJob(trials: readonly Trial[], busy: ReadonlySet<number>, { rungs, reduction, most }: SearchRules): Job | null {
  // A training that was cut short comes before anything new.
  const unfinished = trials.find(({ number, goal, failure, results }) => {
    return !busy.has(number) && failure === null && !results.some(({ rung }) => rung === goal);
  });
  if (unfinished) return { number: unfinished.number, repeat: 0, goal: unfinished.goal };
  for (let rung = rungs - 2; rung >= 0; rung--) {
    const promoted = promotable(trials, rung, reduction);
    if (promoted !== null) return { number: promoted, repeat: 0, goal: rung + 1 };
  }
  const taken = new Set(trials.map(({ number }) => number));
  let number = 0;
  while (taken.has(number)) number++;
  return most !== null && number >= most ? null : { number, repeat: 0, goal: 0 };
}

/** The best trial of a rung that may go on and has not; null where there is none. */
function promotable(trials: readonly Trial[], rung: number, reduction: number): number | null {
  const scored = trials
    .flatMap((trial) => {
      const result = trial.results.find((candidate) => candidate.rung === rung);
      return result === undefined ? [] : [{ trial, score: result.score }];
    })
    .sort((a, b) => a.score - b.score || a.trial.number - b.trial.number);
  const failed = trials.filter(
    ({ goal, failure, results }) => failure !== null && goal === rung && !results.some((one) => one.rung === rung),
  );
  const first = scored.slice(0, Math.floor((scored.length + failed.length) / reduction));
  return first.find(({ trial }) => trial.goal === rung && trial.failure === null)?.trial.number ?? null;
}
