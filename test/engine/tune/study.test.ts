import { describe, expect, it } from 'vitest';
import type { Trial, TuningSettings } from '../../../engine/protocol/tuning.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { runStudy, type StudyWork } from '../../../engine/tune/study.ts';
import { createManualClock } from '../base/manual-clock.ts';

const settings: TuningSettings = { budgetSeconds: 1000, trials: 27, seeds: 2, finalists: 2, metric: 'mase', seed: 1, reduction: 3 };
const EPOCHS = [1, 3, 9];

/** A study of pretended trainings: a trial scores its number's distance from 13, a rung costs a second an epoch. */
function pretend(more: Partial<StudyWork> = {}) {
  const clock = createManualClock();
  const trained: string[] = [];
  const saved = new Map<string, string>();
  const work: StudyWork = {
    settings,
    rungs: EPOCHS,
    trials: [],
    places: 1,
    elapsedSeconds: 0,
    clock,
    signal: new AbortController().signal,
    draw: (number) => ({ model: { hidden: number + 1 } }),
    train: async (trial, signal) => {
      trained.push(`${trial.number}.${trial.repeat} to ${trial.goal}`);
      const before = trial.results.at(-1)?.epochs ?? 0;
      clock.advance(1000 * (EPOCHS[trial.goal]! - before));
      if (signal.aborted) throw new CancelledError();
      const score = Math.abs(trial.number - 13) + 1 + 0.1 * trial.repeat;
      return { rung: trial.goal, epochs: EPOCHS[trial.goal]!, stopped: false, score, seconds: EPOCHS[trial.goal]! };
    },
    save: async (trial) => void saved.set(`${trial.number}.${trial.repeat}`, JSON.stringify(trial)),
    onChange: () => {},
    ...more,
  };
  return { work, trained, clock, saved };
}

const reached = (trials: readonly Trial[], rung: number): number[] =>
  trials.filter(({ repeat, results }) => repeat === 0 && results.some((one) => one.rung === rung)).map(({ number }) => number);

describe('a study', () => {
  it('spends most on the best: of 27 trials nine or a few more reach the second rung, and the best the last', async () => {
    const { work, trained } = pretend();
    await runStudy(work);
    expect(reached(work.trials, 0)).toHaveLength(27);
    const second = reached(work.trials, 1);
    // Promotions on partial knowledge make them more than a third (Li et al. 2020, section 3.2), the untuned finalist included.
    expect(second.length).toBeGreaterThanOrEqual(9);
    expect(second.length).toBeLessThan(20);
    expect(second).toEqual(expect.arrayContaining([12, 13, 14]));
    expect(reached(work.trials, 2)).toEqual(expect.arrayContaining([0, 13]));
    // Nothing is trained twice.
    expect(new Set(trained).size).toBe(trained.length);
    expect(work.trials.filter(({ repeat }) => repeat === 1).map(({ number }) => number)).toContain(13);
  });

  it('keeps to its budget, and leaves a part of it for the seeds', async () => {
    const { work, clock } = pretend({ settings: { ...settings, trials: null, budgetSeconds: 120 } });
    await runStudy(work);
    // A training that is under way when the budget ends is cut only afterwards, since the pretended clock leaps.
    expect(clock.now()).toBeLessThanOrEqual(129_000);
    // Two finalists and the untuned with two seeds take 54 s, so the search ended at 66 s and all of them are there.
    expect(work.trials.filter(({ results }) => results.some(({ rung }) => rung === 2)).filter(({ repeat }) => repeat === 1)).toHaveLength(
      3,
    );
  });

  it('has no more at work than places, and uses them all', async () => {
    let now = 0;
    let most = 0;
    const { work } = pretend({ places: 3 });
    const train = work.train;
    work.train = async (trial, signal) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1 + (trial.number % 3)));
      now--;
      return train(trial, signal);
    };
    await runStudy(work);
    expect(most).toBe(3);
    expect(reached(work.trials, 0)).toHaveLength(27);
  });

  it('cancelled it says so, and goes on without doing anything again', async () => {
    const abort = new AbortController();
    const first = pretend({ signal: abort.signal });
    const train = first.work.train;
    first.work.train = async (trial, signal) => {
      if (first.trained.length === 10) abort.abort();
      return train(trial, signal);
    };
    await expect(runStudy(first.work)).rejects.toBeInstanceOf(CancelledError);
    const restored = [...first.saved.values()].map((text) => JSON.parse(text) as Trial);
    const cut = restored.filter(({ goal, results }) => results.every(({ rung }) => rung !== goal));
    expect(cut).toHaveLength(1);

    const unfinished = `${cut[0]!.number}.0 to ${cut[0]!.goal}`;

    const second = pretend({ trials: restored });
    await runStudy(second.work);
    expect(second.trained[0]).toBe(unfinished);
    const done = first.trained.slice(0, 10);
    expect(second.trained.filter((one) => done.includes(one))).toEqual([]);
    const whole = pretend();
    await runStudy(whole.work);
    const byNumber = (a: Trial, b: Trial): number => a.number - b.number || a.repeat - b.repeat;
    expect(second.work.trials.sort(byNumber)).toEqual(whole.work.trials.sort(byNumber));
  });

  it('loses no trial where others fail, and gives up where all do', async () => {
    const { work } = pretend();
    const train = work.train;
    work.train = async (trial, signal) => (trial.number % 2 === 1 ? { code: 'diverged', message: 'It diverged.' } : train(trial, signal));
    await runStudy(work);
    expect(work.trials.filter(({ failure }) => failure !== null).every(({ number }) => number % 2 === 1)).toBe(true);
    expect(reached(work.trials, 2)).toEqual(expect.arrayContaining([12]));

    const hopeless = pretend({
      settings: { ...settings, trials: null },
      train: async () => ({ code: 'bad-config', message: 'Too deep.' }),
    });
    await expect(runStudy(hopeless.work)).rejects.toMatchObject({ code: 'no-trial', message: /None of 20 trials.*Too deep\./ });
    const few = pretend({ settings: { ...settings, trials: 2 }, train: async () => ({ code: 'bad-config', message: 'Too deep.' }) });
    await expect(runStudy(few.work)).rejects.toMatchObject({ code: 'no-trial' });
  });

  it('a bug in a training ends the study with it', async () => {
    const { work } = pretend({ places: 2 });
    work.train = async (trial) => {
      if (trial.number === 4) throw new TypeError('a bug');
      return { rung: trial.goal, epochs: 1, stopped: false, score: 1, seconds: 1 };
    };
    await expect(runStudy(work)).rejects.toThrow('a bug');
  });
});
