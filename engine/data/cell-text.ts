/** Cells that have a type already, as the text that the same data would have in a CSV file. */

/** A cell without a value. */
const NOTHING = '';

/** Text of a number, a truth value or a text; numbers keep every digit. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return NOTHING;
}

/** ISO 8601: the date alone at midnight of a wall clock; with `Z` where the time is an instant. Empty for no date. */
export function timeText(value: unknown, instant: boolean): string {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return NOTHING;
  const text = value.toISOString();
  if (instant) return text.replace('.000Z', 'Z');
  return text.replace('T00:00:00.000Z', '').replace('.000Z', '').replace('Z', '');
}

/** A decimal as it was written: the number that was read is the one nearest to it. */
export function decimalText(value: unknown, scale: number): string {
  return typeof value === 'number' && Math.abs(value) < 1e21 && scale <= 100 ? value.toFixed(scale) : plainText(value);
}
