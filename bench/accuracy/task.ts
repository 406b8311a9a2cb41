import { systemClock } from '../../engine/base/clock.ts';
import type { FitTask } from '../../engine/models/forecaster.ts';
import { loadNative } from '../../engine/native/binding.ts';
import type { NativeCore } from '../../engine/native/api.ts';

let core: NativeCore | null = null;

/** Deciles: the outer two bound the 80 % interval. */
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** A task of a benchmark: nobody watches, nobody cancels. */
export function benchTask(task: Pick<FitTask, 'histories' | 'horizon' | 'validationRows' | 'context' | 'seed'>): FitTask {
  return {
    ...task,
    quantiles: LEVELS,
    core: () => (core ??= loadNative()),
    clock: systemClock,
    signal: new AbortController().signal,
    onProgress: () => {},
  };
}
