/** What the user types to go somewhere in a table: a line of the file, or a date. */
import { DateTime } from 'luxon';

export type TypedPlace = { fileRow: number } | { time: number };

const ways = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd',
  'yyyy-MM',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
  'MM/dd/yyyy',
  'MMMM yyyy',
  'MMM yyyy',
];

/**
 * A whole number is a line of the file; with a time axis a year of four digits behind `=` or any date is a time in the dataset's zone. Null
 * where it is neither.
 */
export function readPlace(text: string, { hasTime, zone }: { hasTime: boolean; zone: string | undefined }): TypedPlace | null {
  const typed = text.trim();
  if (/^[\d.,\s]+$/.test(typed) && /^\d{1,3}([., ]\d{3})*$|^\d+$/.test(typed)) {
    const fileRow = Number(typed.replace(/[., ]/g, ''));
    return fileRow > 0 ? { fileRow } : null;
  }
  if (!hasTime) return null;
  const options = { zone: zone || 'UTC', locale: 'en' };
  const year = /^=\s*(\d{4})$/.exec(typed)?.[1];
  const readings = [
    ...(year ? [DateTime.fromObject({ year: Number(year) }, options)] : []),
    DateTime.fromISO(typed, options),
    ...ways.map((way) => DateTime.fromFormat(typed, way, options)),
  ];
  const found = readings.find(({ isValid }) => isValid);
  return found ? { time: found.toMillis() } : null;
}
