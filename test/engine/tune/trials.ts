import type { Trial } from '../../../engine/protocol/tuning.ts';

/** A trial of the search that scored so at rung 0, 1, ..; it works towards `goal`, or has reached its last score. */
export function trial(number: number, scores: number[], more: Partial<Trial> = {}): Trial {
  return {
    number,
    repeat: 0,
    choice: {},
    goal: Math.max(0, scores.length - 1),
    results: scores.map((score, rung) => ({ rung, epochs: 3 ** rung, stopped: false, score, seconds: 1 })),
    failure: null,
    ...more,
  };
}

export const failed: Partial<Trial> = { failure: { code: 'diverged', message: 'Training diverged.' } };
