/** Where bars, their zero and their whiskers lie, in percent of the width that they share. */

export interface Bar {
  label: string;
  value: number;
  /** Standard deviation of the value; left out: no whisker. */
  deviation?: number | undefined;
  /** The value as it is written beside the bar. */
  text: string;
  /** What sort of thing the bar is of. */
  kind?: { icon: string; word: string };
}

export interface BarShape {
  x: number;
  width: number;
  zero: number;
  whisker: readonly [from: number, to: number] | null;
}

/** One shape a bar, all on one scale that holds zero and every whisker; null where a value is undefined. */
export function barShapes(bars: readonly Bar[]): Array<BarShape | null> {
  const ends = bars.flatMap(({ value, deviation = 0 }) => [value - deviation, value + deviation]).filter(Number.isFinite);
  const low = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - low || 1;
  const at = (value: number): number => ((value - low) / span) * 100;
  const zero = at(0);
  return bars.map(({ value, deviation }) => {
    if (!Number.isFinite(value)) return null;
    const whisker =
      deviation !== undefined && Number.isFinite(deviation) ? ([at(value - deviation), at(value + deviation)] as const) : null;
    return { x: Math.min(zero, at(value)), width: Math.abs(at(value) - zero), zero, whisker };
  });
}

/** A bar that stands on a stretch of the x axis. */
export interface PositionedBar {
  from: number;
  to: number;
  value: number;
  /** Its place in words. */
  label: string;
}

/** The heights of all bars, zero and plus and minus `bound`, with some air where bars end. */
export function barDomain(bars: ReadonlyArray<Pick<PositionedBar, 'value'>>, bound = 0): { min: number; max: number } {
  const values = bars.map(({ value }) => value).filter(Number.isFinite);
  const min = Math.min(0, -bound, ...values);
  const max = Math.max(0, bound, ...values);
  const air = (max - min) * 0.06 || 1;
  return { min: min < 0 ? min - air : 0, max: max > 0 ? max + air : air };
}
