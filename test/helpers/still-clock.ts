import type { Clock } from '../../engine/base/clock.ts';

/** A clock that never moves: what has a budget of time never uses it up. */
export const stillClock: Clock = { now: () => 0, date: () => '2026-01-01T00:00:00.000Z', after: () => () => {} };
