import type { Frequency } from '../../protocol/data.ts';
import { gridOf, isCalendar, monthDayOf } from './frequency.ts';
import { zoneClock } from './zone.ts';

/** Steps of the past from which an irregular index takes its usual distance. */
const RECENT = 100;

/**
 * The h times that follow a series, epoch milliseconds: steps of the calendar on the wall clock of `zone` (months keep their day,
 * business days skip weekends, a day may have 23 hours), fixed steps below a day. Rows without a calendar go on by the median of
 * their recent distances, which for row numbers is 1. `times` ascending, not empty. Error: `unknown-zone`.
 */
export function futureTimes(times: Float64Array, horizon: number, frequency: Frequency, zone: string): Float64Array {
  const last = times[times.length - 1]!;
  if (frequency.unit === 'row') {
    const step = medianStep(times.subarray(-RECENT));
    return Float64Array.from({ length: horizon }, (_, k) => last + step * (k + 1));
  }
  if (!isCalendar(frequency)) {
    const { size } = gridOf(frequency, last, 1);
    return Float64Array.from({ length: horizon }, (_, k) => last + size * (k + 1));
  }
  const clock = zoneClock(zone);
  const wall = times.map((time) => clock.toWall(time));
  const grid = gridOf(frequency, wall[wall.length - 1]!, monthDayOf(wall));
  const from = grid.index(wall[wall.length - 1]!);
  return Float64Array.from({ length: horizon }, (_, k) => clock.toUtc(grid.time(from + grid.size * (k + 1))));
}

function medianStep(times: Float64Array): number {
  const steps = Array.from(times.subarray(1), (time, i) => time - times[i]!).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 1;
}
