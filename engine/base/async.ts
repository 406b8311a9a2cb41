/** Keeping the event loop free, and news at a pace that a window can draw. */
import type { Clock } from './clock.ts';

/** Lets timers, messages and file events run before the caller goes on. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Throttle<T> {
  /** Sends now where the last sending is long enough ago; else keeps the newest value for when it is. */
  push(value: T): void;
  /** Sends what is kept at once: for last words. */
  flush(): void;
  /** Drops what is kept. */
  dispose(): void;
}

export interface ThrottleOptions<T> {
  clock: Clock;
  perSecond?: number;
  /** Joins a kept value with a newer one; by default the newer one replaces it. */
  merge?: (kept: T, newer: T) => T;
}

/** Coalesces values: at most `perSecond` (10) sendings a second, and the last value is always sent. */
export function createThrottle<T>(
  send: (value: T) => void,
  { clock, perSecond = 10, merge = (_kept, newer) => newer }: ThrottleOptions<T>,
): Throttle<T> {
  const interval = 1000 / perSecond;
  let kept: { value: T } | null = null;
  let callOff: (() => void) | null = null;
  let sentAt = -Infinity;

  function flush(): void {
    callOff?.();
    callOff = null;
    if (kept === null) return;
    const { value } = kept;
    kept = null;
    sentAt = clock.now();
    send(value);
  }

  return {
    push(value) {
      kept = { value: kept === null ? value : merge(kept.value, value) };
      const wait = sentAt + interval - clock.now();
      if (wait <= 0) flush();
      else callOff ??= clock.after(wait, flush);
    },
    flush,
    dispose() {
      callOff?.();
      callOff = null;
      kept = null;
    },
  };
}
