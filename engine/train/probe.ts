import type { Clock } from '../base/clock.ts';
import type { NativeModel } from '../native/api.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { Prepared } from './prepare.ts';

/** At most so many steps of so many windows, fewer where they take long: enough to meet whatever else the machine does. */
const PROBE_STEPS = 60;
const PROBE_WINDOWS = 32;
const LONG_SECONDS = 0.3;

/** Seconds that training takes a window, by the mean of some timed steps after one that warms up, at a rate of zero, in batches of `batch` windows at most. Error: CancelledError. */
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
  let total = 0;
  let first = 0;
  let steps = 0;
  try {
    while (steps < PROBE_STEPS && total < LONG_SECONDS) {
      const started = clock.now();
      await network.trainSteps({ order, batch: order.length, rates });
      if (signal.aborted) throw new CancelledError('Another estimate was asked for.');
      const seconds = (clock.now() - started) / 1000;
      if (steps === 0) first = seconds;
      total += seconds;
      steps += 1;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return (steps > 1 ? (total - first) / (steps - 1) : first) / order.length;
}
