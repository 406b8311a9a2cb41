import type { Frequency, FrequencyUnit } from '../../../engine/protocol/data.ts';
import { t } from './messages.ts';

const seconds: Partial<Record<FrequencyUnit, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
const months: Partial<Record<FrequencyUnit, number>> = { month: 1, quarter: 3, year: 12 };
/** The days of a year by the calendar are 365 or 366, and 52 weeks are 364: a season found in data is as near. */
const year = { least: 363 * 86_400, most: 367 * 86_400 };

/** `Weekly season`, where a period is one of the calendar; else `Season of 20 steps`. */
export function periodName(period: number, { unit, step }: Frequency): string {
  const length = (seconds[unit] ?? 0) * step * period;
  if (length === 3600) return t('hourly');
  if (length === 86_400) return t('daily');
  if (length === 604_800 || (unit === 'business-day' && step * period === 5)) return t('weekly');
  const calendar = (months[unit] ?? 0) * step * period;
  if (calendar === 3) return t('quarterly');
  if (calendar === 12 || (length >= year.least && length <= year.most)) return t('yearly');
  return t('ofSteps', { count: period });
}
