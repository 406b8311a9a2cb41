import type { Dataset } from '../dataset.ts';
import { timeOfDay } from './calendar.ts';
import { isCalendar } from './frequency.ts';
import { zoneClock } from './zone.ts';

/**
 * How the times of a dataset are written, one way for all of them: the date on the wall of its zone for steps of days and longer
 * that fall on midnight, else date and time in UTC (ISO 8601); the row number where there is no time.
 */
export function timeWriter({
  hasTime,
  frequency,
  settings,
  time,
}: Pick<Dataset, 'hasTime' | 'frequency' | 'settings' | 'time'>): (time: number) => string | number {
  if (!hasTime) return (value) => value;
  const clock = zoneClock(settings.time.zone);
  const dates = isCalendar(frequency) && timeOfDay(clock.toWall(time[0]!)) === 0;
  if (dates) return (value) => new Date(clock.toWall(value)).toISOString().slice(0, 10);
  return (value) => new Date(value).toISOString().replace('.000Z', 'Z');
}
