import { yieldToEventLoop } from '../../base/async.ts';
import { CancelledError } from '../../protocol/errors.ts';

/** Lets other work run between two steps of a long one, and throws `CancelledError` where it was cancelled. */
export type Pause = () => Promise<void>;

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}

export function pauseFor(signal: AbortSignal | undefined): Pause {
  return async () => {
    await yieldToEventLoop();
    throwIfCancelled(signal);
  };
}
