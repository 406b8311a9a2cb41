import { anySignal } from '../base/any-signal.ts';
import type { Clock } from '../base/clock.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { RungResult, StudyPhase, StudyProgress, Trial, TrialChoice, TuningSettings } from '../protocol/tuning.ts';
import { type Job, nextSearchJob } from './asha.ts';
import { chooseFinalists, finalsSeconds, nextFinalJob, rankTrials } from './finals.ts';
import { keepBusy } from './keep-busy.ts';
import type { Failure } from './trial.ts';

/** What the finals are left of the budget: at least and at most, and as long as nothing is known of what they take. */
const FINALS_SHARE = { least: 0.1, most: 0.5, unknown: 1 / 3 };
/** A study whose first so many trials all fail will not find a better one. */
const HOPELESS = 20;

export interface StudyWork {
  settings: TuningSettings;
  /** Epochs of each, ascending. */
  rungs: readonly number[];
  /** All that is known of trials; grows as the study goes on. */
  trials: Trial[];
  /** Trainings at once. */
  places: number;
  /** Time that earlier sessions spent. */
  elapsedSeconds: number;
  clock: Clock;
  signal: AbortSignal;
  draw: (number: number) => TrialChoice;
  /** Trains a trial to its goal; rejects with CancelledError where the signal ends it. */
  train: (trial: Trial, signal: AbortSignal) => Promise<RungResult | Failure>;
  /** Called whenever something of a trial has changed. */
  save: (trial: Trial) => Promise<void>;
  onChange: (progress: Omit<StudyProgress, 'studyId' | 'state'>) => void;
}

/**
 * Carries a study to the end of its budget: random search with asynchronous successive halving (Li et al. 2020), then the finalists with
 * further seeds. What ends with the budget in the middle of a training is kept where it stands. Which trials go on
 * depends on which of them end first; what each of them is and scores does not.
 * Errors: CancelledError where the signal ended it; `no-trial` where nothing can be trained; those of `train` and `save`.
 */
export async function runStudy(work: StudyWork): Promise<void> {
  const { settings, trials, rungs, clock } = work;
  const started = clock.now();
  const elapsed = (): number => work.elapsedSeconds + (clock.now() - started) / 1000;
  const busy = new Map<string, Job>();

  const tell = (phase: StudyPhase): void => {
    const best = rankTrials(trials)[0];
    const spent = elapsed();
    work.onChange({
      phase,
      trials: trials.filter(({ repeat }) => repeat === 0).length,
      failed: trials.filter(({ failure }) => failure !== null).length,
      running: busy.size,
      best: best === undefined ? null : { number: best.number, score: best.mean },
      progress: Math.min(1, spent / settings.budgetSeconds),
      elapsedSeconds: spent,
      remainingSeconds: Math.max(0, settings.budgetSeconds - spent),
    });
  };

  /** Works on what `next` gives until so much of the budget is used, which is asked again whenever a training has ended. */
  async function phase(name: StudyPhase, endSeconds: () => number, next: () => Job | null): Promise<void> {
    const over = new AbortController();
    let callOff = (): void => {};
    const setEnd = (): void => {
      callOff();
      const left = endSeconds() - elapsed();
      if (left <= 0) over.abort();
      else callOff = clock.after(left * 1000, () => over.abort());
    };
    const signal = anySignal(work.signal, over.signal);
    setEnd();
    try {
      await keepBusy(
        work.places,
        () => {
          const job = signal.aborted ? null : next();
          if (job !== null) busy.set(keyOf(job), job);
          return job;
        },
        async (job) => {
          try {
            await advance(job, name, signal);
          } catch (error) {
            // Whoever still trains has nothing to gain from it.
            over.abort();
            throw error;
          } finally {
            busy.delete(keyOf(job));
          }
          setEnd();
          tell(name);
        },
      );
    } finally {
      callOff();
    }
  }

  async function advance(job: Job, name: StudyPhase, signal: AbortSignal): Promise<void> {
    const trial = trialOf(job);
    trial.goal = job.goal;
    await work.save(trial);
    tell(name);
    try {
      const outcome = await work.train(trial, signal);
      if ('code' in outcome) trial.failure = outcome;
      else trial.results.push(outcome);
    } catch (error) {
      if (error instanceof CancelledError && signal.aborted) return;
      throw error;
    }
    await work.save(trial);
  }

  function trialOf({ number, repeat, goal }: Job): Trial {
    const known = trials.find((trial) => trial.number === number && trial.repeat === repeat);
    if (known) return known;
    const trial: Trial = { number, repeat, choice: work.draw(number), goal, results: [], failure: null };
    trials.push(trial);
    return trial;
  }

  const top = rungs.length - 1;
  const searchEnd = (): number => {
    const { least, most, unknown } = FINALS_SHARE;
    const seconds = finalsSeconds(trials, settings, rungs[top]!);
    const share = seconds === null ? unknown : seconds / work.places / settings.budgetSeconds;
    return (1 - Math.min(most, Math.max(least, share))) * settings.budgetSeconds;
  };
  await phase('search', searchEnd, () => {
    const search = trials.filter(({ repeat }) => repeat === 0);
    if (search.length >= HOPELESS) requireHope(search);
    const numbers = new Set([...busy.values()].map(({ number }) => number));
    return nextSearchJob(search, numbers, { rungs: rungs.length, reduction: settings.reduction, most: settings.trials });
  });
  requireHope(trials);
  const finalists = chooseFinalists(trials, settings.finalists);
  const isBusy = (job: Job): boolean => busy.has(keyOf(job));
  await phase(
    'finals',
    () => settings.budgetSeconds,
    () => nextFinalJob(trials, finalists, settings.seeds, top, isBusy),
  );
  if (work.signal.aborted) throw new CancelledError('Tuning was cancelled; it can be gone on with.');
}

function keyOf({ number, repeat }: Job): string {
  return `${number} ${repeat}`;
}

function requireHope(search: readonly Trial[]): void {
  const last = search.at(-1)?.failure ?? null;
  if (last === null || search.some(({ failure }) => failure === null)) return;
  throw new ExpectedError('no-trial', `None of ${search.length} trials could be trained. The last: ${last.message} Change the space.`);
}
