/** Weekdays on which nothing happens anywhere: holidays of an exchange are no gaps in its series. */

/** As many weekdays in a row can be a holiday; longer absence is a gap. */
const LONGEST_CLOSURE = 7;
/** More than this share of all weekdays is no calendar of holidays. */
const MOST_CLOSED = 0.1;

/** Weekdays by number, as `businessDayIndex` counts them, rising. */
export interface TradingDays {
  open: Float64Array;
  closed: Float64Array;
}

/**
 * The weekdays between the first and the last of any series, apart from those that no series has a row on although one has rows before
 * and after. Null where there is no such day, or so many that they are no holidays. `steps`: the weekdays of each series, rising; NaN is
 * no day.
 */
export function tradingDays(series: ReadonlyArray<{ steps: Float64Array; first: number; last: number }>): TradingDays | null {
  const first = series.reduce((least, one) => Math.min(least, one.first), Infinity);
  const last = series.reduce((most, one) => Math.max(most, one.last), -Infinity);
  const covered = new Uint8Array(last - first + 1);
  const seen = new Uint8Array(last - first + 1);
  for (const one of series) {
    covered.fill(1, one.first - first, one.last - first + 1);
    for (const step of one.steps) if (!Number.isNaN(step)) seen[step - first] = 1;
  }
  const closed: number[] = [];
  for (let from = 0; from < seen.length; from++) {
    let to = from;
    while (to < seen.length && seen[to] === 0 && covered[to] === 1) to++;
    if (to - from <= LONGEST_CLOSURE) for (let day = from; day < to; day++) closed.push(first + day);
    from = Math.max(from, to);
  }
  if (closed.length === 0 || closed.length > MOST_CLOSED * seen.length) return null;
  const shut = new Set(closed);
  const all = Float64Array.from({ length: seen.length }, (_, day) => first + day);
  return { open: all.filter((day) => !shut.has(day)), closed: Float64Array.from(closed) };
}
