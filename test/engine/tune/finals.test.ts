import { describe, expect, it } from 'vitest';
import { chooseFinalists, finalsSeconds, nextFinalJob, rankTrials } from '../../../engine/tune/finals.ts';
import { failed, trial } from './trials.ts';

const search = [trial(0, [1]), trial(1, [2, 5]), trial(2, [0.1]), trial(3, [3, 4]), trial(4, [9], failed), trial(5, [])];

describe('finals', () => {
  it('are between the best by rung and score, and the untuned', () => {
    expect(chooseFinalists(search, 3)).toEqual([3, 1, 2, 0]);
    expect(chooseFinalists(search, 1)).toEqual([3, 0]);
  });

  it('train every finalist with one seed before any with the next', () => {
    const done = [];
    const trials = [...search];
    for (;;) {
      const job = nextFinalJob(trials, [3, 0], 2, 1, () => false);
      if (job === null) break;
      done.push(`${job.number} ${job.repeat} ${job.goal}`);
      trials.push(
        trial(job.number, [], { repeat: job.repeat, goal: 1, results: [{ rung: 1, epochs: 3, stopped: false, score: 1, seconds: 1 }] }),
      );
      if (job.repeat === 0)
        trials.splice(
          trials.findIndex(({ number }) => number === job.number),
          1,
        );
    }
    // Trial 3 stands at the top already.
    expect(done).toEqual(['0 0 1', '3 1 1', '0 1 1']);
  });

  it('do not try again what failed, nor what is at work', () => {
    const trials = [trial(3, [3, 4]), trial(3, [], { repeat: 1, goal: 1, ...failed })];
    expect(nextFinalJob(trials, [3], 2, 1, () => false)).toBeNull();
    expect(nextFinalJob([trial(3, [3])], [3], 1, 1, ({ number }) => number === 3)).toBeNull();
  });
});

describe('what the finals will take', () => {
  it('follows from the pace of those that would be in them', () => {
    const settings = { finalists: 1, seeds: 3 };
    expect(finalsSeconds([], settings, 9)).toBeNull();
    // The untuned took a second for one epoch of nine, the other a second for three: 9 and 3 seconds, three seeds of both.
    expect(finalsSeconds([trial(0, [1]), trial(1, [1, 1])], settings, 9)).toBe(36);
    // Early stopping ended it after one second.
    const stopped = { ...trial(1, [1, 1]).results[1]!, stopped: true };
    expect(finalsSeconds([trial(1, [], { results: [stopped] })], settings, 9)).toBe(6);
  });
});

describe('ranking', () => {
  it('puts higher rungs first, then means over seeds, with their sample deviation', () => {
    const top = (number: number, repeat: number, score: number): ReturnType<typeof trial> =>
      trial(number, [], { repeat, goal: 1, results: [{ rung: 1, epochs: 3, stopped: false, score, seconds: 1 }] });
    const ranking = rankTrials([trial(0, [0.1]), top(1, 0, 1), top(1, 2, 4), top(1, 1, 1), top(2, 0, 1.5), trial(5, [])]);
    expect(ranking.map(({ number }) => number)).toEqual([2, 1, 0]);
    // Mean of 1, 1, 4 is 2; squares 1 + 1 + 4 = 6, over 2: variance 3.
    expect(ranking[1]).toMatchObject({ scores: [1, 1, 4], mean: 2, deviation: Math.sqrt(3), rung: 1 });
    expect(ranking[0]!.deviation).toBeNull();
  });

  it('trusts a configuration less of which a seed failed', () => {
    const ranking = rankTrials([trial(1, [1, 1]), trial(1, [], { repeat: 1, goal: 1, ...failed }), trial(2, [2, 2])]);
    expect(ranking.map(({ number, failed: count }) => [number, count])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});
