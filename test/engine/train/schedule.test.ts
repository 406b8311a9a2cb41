import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../engine/protocol/training.ts';
import { halvesAfter, rateAt } from '../../../engine/train/schedule.ts';

/** The rates of all steps of a run. */
function rates(schedule: Schedule, planned: number, warmup = 0, halvings = 0, rate = 0.1): number[] {
  return Array.from({ length: planned }, (_, step) => rateAt({ schedule, rate, warmup }, step, planned, halvings));
}

function close(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(value, `step ${i}`).toBeCloseTo(expected[i]!, 12));
}

describe('schedules', () => {
  it('constant stays', () => close(rates('constant', 3, 0, 2), [0.1, 0.1, 0.1]));

  it('step divides by ten after one half and after three quarters', () => {
    close(rates('step', 8), [0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001]);
    // Two warm-up steps and eight after them.
    close(rates('step', 10, 0.2), [0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001]);
  });

  it('cosine falls to a hundredth', () => {
    // cos 0, 45, 90 and 135 degrees.
    const half = Math.SQRT1_2;
    close(rates('cosine', 4), [0.1, 0.1 * (0.01 + (0.99 * (1 + half)) / 2), 0.1 * 0.505, 0.1 * (0.01 + (0.99 * (1 - half)) / 2)]);
    expect(rateAt({ schedule: 'cosine', rate: 0.1, warmup: 0 }, 8, 4, 0)).toBeCloseTo(0.001, 12);
  });

  it('plateau halves', () => {
    close(rates('plateau', 2, 0, 2), [0.025, 0.025]);
    expect([1, 2, 3, 4, 5, 6].map((waited) => halvesAfter('plateau', waited, 9))).toEqual([false, false, true, false, false, true]);
    expect(halvesAfter('cosine', 3, 9)).toBe(false);
  });

  it('a warm-up rises by equal steps to the first rate, in front of any schedule', () => {
    close(rates('constant', 8, 0.5), [0.025, 0.05, 0.075, 0.1, 0.1, 0.1, 0.1, 0.1]);
    close(rates('cosine', 4, 0.5), [0.05, 0.1, 0.1, 0.1 * 0.505]);
    close(rates('plateau', 4, 0.5, 1), [0.05, 0.1, 0.05, 0.05]);
    // A share too small for one step is none.
    close(rates('constant', 4, 0.1), [0.1, 0.1, 0.1, 0.1]);
  });
});
