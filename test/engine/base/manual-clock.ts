import type { Clock } from '../../../engine/base/clock.ts';

/** A clock that moves when told to. */
export function createManualClock(start = 0): Clock & { advance(milliseconds: number): void } {
  let now = start;
  let timers: Array<{ at: number; run: () => void }> = [];
  return {
    now: () => now,
    date: () => new Date(Date.UTC(2026, 0, 5, 14, 12, 10) + now).toISOString().replace(/\.\d+Z$/, 'Z'),
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
  };
}
