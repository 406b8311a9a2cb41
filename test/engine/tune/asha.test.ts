import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../engine/protocol/tuning.ts';
import { nextSearchJob } from '../../../engine/tune/asha.ts';
import { rungEpochs } from '../../../engine/tune/rungs.ts';
import { failed, trial } from './trials.ts';

const rules = { rungs: 3, reduction: 3, most: null };
const next = (trials: Trial[], busy: number[] = [], more: Partial<typeof rules> = {}): ReturnType<typeof nextSearchJob> =>
  nextSearchJob(trials, new Set(busy), { ...rules, ...more });

describe('rungs', () => {
  it('are divided by the reduction down from the whole training', () => {
    expect(rungEpochs(81, 3)).toEqual([3, 9, 27, 81]);
    expect(rungEpochs(200, 4)).toEqual([3, 13, 50, 200]);
    expect(rungEpochs(10, 3)).toEqual([1, 3, 10]);
    expect(rungEpochs(2, 3)).toEqual([1, 2]);
    expect(rungEpochs(1, 3)).toEqual([1]);
  });
});

describe('what a free thread does next (Li et al. 2020, algorithm 2)', () => {
  it('draws new trials until a third of a rung is one', () => {
    expect(next([])).toEqual({ number: 0, repeat: 0, goal: 0 });
    expect(next([trial(0, [3]), trial(1, [2])])).toEqual({ number: 2, repeat: 0, goal: 0 });
  });

  it('lets the best third go on, the best first, without waiting for a whole rung', () => {
    const three = [trial(0, [3]), trial(1, [2]), trial(2, [4])];
    expect(next(three)).toEqual({ number: 1, repeat: 0, goal: 1 });
    // The one that goes on is not sent again, and nobody else is among the first third.
    expect(next([three[0]!, trial(1, [2], { goal: 1 }), three[2]!], [1])).toEqual({ number: 3, repeat: 0, goal: 0 });
    // Of six, two may go on: the better newcomer does.
    const six = [...three.slice(0, 1), trial(1, [2], { goal: 1 }), three[2]!, trial(3, [1]), trial(4, [5]), trial(5, [6])];
    expect(next(six, [1])).toEqual({ number: 3, repeat: 0, goal: 1 });
  });

  it('looks at the highest rung first', () => {
    const trials = [trial(0, [3, 3]), trial(1, [2, 2]), trial(2, [1, 4]), trial(3, [0.5]), trial(4, [9]), trial(5, [9])];
    expect(next(trials)).toEqual({ number: 1, repeat: 0, goal: 2 });
    // Once it is there, rung 0 has its turn.
    expect(next([trials[0]!, trial(1, [2, 2, 2]), ...trials.slice(2)])).toEqual({ number: 3, repeat: 0, goal: 1 });
  });

  it('a trial at work at a rung does not count there; one that failed counts behind all others', () => {
    expect(next([trial(0, [3]), trial(1, [2]), trial(2, [])], [2])).toEqual({ number: 3, repeat: 0, goal: 0 });
    expect(next([trial(0, [3]), trial(1, [2]), trial(2, [], failed)])).toEqual({ number: 1, repeat: 0, goal: 1 });
    // One that failed on its way up is never sent again.
    expect(next([trial(0, [3]), trial(1, [2], { goal: 1, ...failed }), trial(2, [4])])).toEqual({ number: 3, repeat: 0, goal: 0 });
  });

  it('goes on first with what was cut short', () => {
    const trials = [trial(0, [3]), trial(1, [2], { goal: 1 }), trial(2, [4])];
    expect(next(trials)).toEqual({ number: 1, repeat: 0, goal: 1 });
    expect(next([trial(0, []), trial(2, [])], [2])).toEqual({ number: 0, repeat: 0, goal: 0 });
  });

  it('draws a lost trial again and no more than asked for', () => {
    expect(next([trial(0, [1]), trial(2, [2])])).toEqual({ number: 1, repeat: 0, goal: 0 });
    expect(next([trial(0, [3]), trial(1, [2])], [], { most: 2 as never })).toBeNull();
  });
});
