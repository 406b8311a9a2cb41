import type { Clock } from '../base/clock.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { RungResult, StudyPhase, StudyProgress, Trial, TrialChoice, TuningSettings } from '../protocol/tuning.ts';
import { type Job, nextSearchJob } from './asha.ts';
import { chooseFinalists, nextFinalJob, rankTrials } from './finals.ts';
import { keepBusy } from './keep-busy.ts';
import type { Failure } from './trial.ts';

/** The share of the budget after which no more is searched; the rest is for the seeds of the finalists. */
const SEARCH_SHARE = 2 / 3;
/** A study whose first so many trials all fail will not find a better one. */
const HOPELESS = 20;

export interface StudyWork {
  settings: TuningSettings;
  /** How many there are. */
  rungs: number;
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

  /** Works on what `next` gives, until the budget's `share` is used. */
  async function phase(name: StudyPhase, share: number, next: () => Job | null): Promise<void> {
    const left = share * settings.budgetSeconds - elapsed();
    if (left <= 0 || work.signal.aborted) return;
    const over = new AbortController();
    const callOff = clock.after(left * 1000, () => over.abort());
    const signal = AbortSignal.any([work.signal, over.signal]);
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

  await phase('search', SEARCH_SHARE, () => {
    const search = trials.filter(({ repeat }) => repeat === 0);
    if (search.length >= HOPELESS) requireHope(search);
    const numbers = new Set([...busy.values()].map(({ number }) => number));
    return nextSearchJob(search, numbers, { rungs, reduction: settings.reduction, most: settings.trials });
  });
  requireHope(trials);
  const finalists = chooseFinalists(trials, settings.finalists);
  await phase('finals', 1, () => nextFinalJob(trials, finalists, settings.seeds, rungs - 1, (job) => busy.has(keyOf(job))));
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
