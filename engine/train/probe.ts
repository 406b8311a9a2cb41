import type { Clock } from '../base/clock.ts';
import type { NativeModel } from '../native/api.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { Prepared } from './prepare.ts';

/** So many steps (the first warms up) of so many windows, fewer where one takes long. */
const PROBE_STEPS = 3;
const PROBE_WINDOWS = 32;
const LONG_SECONDS = 0.5;

/** Seconds that training takes a window, by a few timed steps at a rate of zero, in batches of `batch` windows at most. Error: CancelledError. */
export async function probeSeconds(
  network: NativeModel,
  { source, training }: Prepared,
  batch: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<number> {
  network.setSource(source);
  const order = training.subarray(0, Math.min(batch, PROBE_WINDOWS));
  const rates = new Float64Array(1);
  const stop = (): void => network.cancel();
  signal.addEventListener('abort', stop, { once: true });
  let seconds = 0;
  try {
    for (let step = 0; step < PROBE_STEPS && seconds < LONG_SECONDS; step++) {
      const started = clock.now();
      await network.trainSteps({ order, batch: order.length, rates });
      if (signal.aborted) throw new CancelledError('Another estimate was asked for.');
      seconds = (clock.now() - started) / 1000;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return seconds / order.length;
}
