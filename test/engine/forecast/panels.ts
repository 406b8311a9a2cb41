import { systemClock } from '../../../engine/base/clock.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { FitTask, History } from '../../../engine/models/forecaster.ts';
import { loadNative } from '../../../engine/native/binding.ts';

export const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9];

/** What every fit of a test shares. */
export const quietTask: Omit<FitTask, 'histories' | 'horizon'> = {
  quantiles: LEVELS,
  validationRows: null,
  context: null,
  seed: 1,
  core: loadNative,
  clock: systemClock,
  signal: new AbortController().signal,
  onProgress: () => {},
};

/** Random walks with steps of standard deviation `spread(i)`, far above zero. */
export function randomWalks(count: number, length: number, spread: (i: number) => number = () => 1, seed = 1): History[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(seed, i);
    let level = 1000;
    return { id: `walk ${i}`, season: 1, values: Float64Array.from({ length }, () => (level += spread(i) * random.normal())) };
  });
}
