/** Numbers, dates and durations as people read them, through Intl. */
import type { Frequency } from '../../engine/protocol/data.ts';
import { locale, perLanguage } from './language.ts';
import { t } from './messages.ts';

const integers = perLanguage(() => new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }));
const oneDecimal = perLanguage(() => new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
const significant = perLanguage(() => new Intl.NumberFormat(locale(), { maximumSignificantDigits: 4 }));
const measures = perLanguage(() => new Intl.NumberFormat(locale(), { minimumSignificantDigits: 4, maximumSignificantDigits: 4 }));
const chances = perLanguage(() => new Intl.NumberFormat(locale(), { minimumFractionDigits: 3, maximumFractionDigits: 3 }));
const percents = perLanguage(() => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }));
const percentColumns = perLanguage(
  () => new Intl.NumberFormat(locale(), { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const decimalSign = perLanguage(
  () =>
    significant()
      .formatToParts(0.5)
      .find(({ type }) => type === 'decimal')?.value ?? '.',
);

export function formatInteger(value: number): string {
  return integers().format(value);
}

/** Four significant digits; exponents for the very large and very small. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3).replace('.', decimalSign());
  return size >= 1000 ? integers().format(value) : significant().format(value);
}

/** As `formatNumber`, but with its closing zeros: errors in a column, which then line up. */
export function formatMeasure(value: number | null | undefined): string {
  const size = Math.abs(value ?? Number.NaN);
  return size >= 1e-4 && size < 1000 ? measures().format(value ?? Number.NaN) : formatNumber(value);
}

/** A p-value of 0.001 and more, by its thousandths. */
export function formatChance(chance: number): string {
  return chances().format(chance);
}

export function formatPercent(share: number): string {
  return percents().format(share);
}

/** Shares in a column, with one decimal each. */
export function formatPercentColumn(share: number): string {
  return percentColumns().format(share);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${(unit > 0 && value < 10 ? oneDecimal() : integers()).format(value)} ${units[unit] ?? ''}`;
}

/** `850 ms`, `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

/** What is left of a piece of work: whole seconds, for it is an estimate. */
export function formatRemaining(seconds: number): string {
  return formatDuration(Math.max(1, Math.round(seconds)));
}

export interface TimeAxis {
  /** False: moments are row numbers. */
  hasTime: boolean;
  frequency?: Frequency | undefined;
  /** IANA zone in which the data's times were written. */
  zone?: string | undefined;
}

/** Writes moments of the data as they stand in its zone: the date, and the time of day where steps are shorter than a day. */
export function momentFormatter({ hasTime, frequency, zone }: TimeAxis): (epoch: number) => string {
  if (!hasTime) return formatInteger;
  const fine = !frequency || ['second', 'minute', 'hour'].includes(frequency.unit);
  // Year, month and day are put together below, the same in every language, as they stand in most files.
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone ? zone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(fine && { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  });
  return (epoch) => {
    const parts = Object.fromEntries(format.formatToParts(epoch).map(({ type, value }) => [type, value]));
    const date = `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
    if (!fine) return date;
    const time = `${parts['hour']}:${parts['minute']}${parts['second'] === '00' ? '' : `:${parts['second']}`}`;
    return !frequency && time === '00:00' ? date : `${date} ${time}`;
  };
}

/** `daily`, `every 15 minutes`. */
export function formatFrequency({ unit, step }: Frequency): string {
  return unit === 'row' ? t('byRow') : t(unit, { count: step });
}

/** How long ago, in words. */
export function formatAge(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' });
  const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return t('justNow');
}

/** The last part of a path of either system. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** A name that every file system takes; the other one where nothing is left of it. */
export function fileName(name: string, other: string): string {
  return name.replace(/[\\/:*?"<>|]+/g, '-').trim() || other;
}

/** A remark as a sentence: it starts large and ends with a full stop. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
