import { IANAZone } from 'luxon';
import { ExpectedError } from '../../protocol/errors.ts';
import { DAY, MINUTE } from './calendar.ts';

export type WallKind = 'plain' | 'gap' | 'overlap';

/** Converts between UTC and the clock on the wall of a zone; both in milliseconds. */
export interface ZoneClock {
  readonly utc: boolean;
  toWall(utc: number): number;
  /**
   * A time that the clock skips (`kind` gap) is moved on by the skipped hour; one that it shows twice (overlap) is the
   * first of the two, unless `previous`, the UTC time of the row before, is not before that.
   */
  toUtc(wall: number, previous?: number): number;
  /** What the last `toUtc` met. */
  kind: WallKind;
}

/** Throws `unknown-zone`. */
export function zoneClock(zone: string): ZoneClock {
  if (/^(utc|gmt|z|etc\/utc)$/i.test(zone)) return { utc: true, kind: 'plain', toWall: (time) => time, toUtc: (time) => time };
  const known = IANAZone.create(zone);
  if (!known.isValid) {
    throw new ExpectedError('unknown-zone', `"${zone}" is no time zone; use a name such as Europe/Berlin or UTC.`, { zone });
  }
  const offsetAt = cachedOffset((time) => known.offset(time) * MINUTE);
  const clock: ZoneClock = {
    utc: false,
    kind: 'plain',
    toWall: (utc) => utc + offsetAt(utc),
    toUtc: (wall, previous = -Infinity) => {
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      clock.kind = 'plain';
      if (before === after && offsetAt(wall - before) === before) return wall - before;
      const first = offsetAt(wall - before) === before;
      const second = offsetAt(wall - after) === after;
      if (first && second) {
        clock.kind = 'overlap';
        return wall - before > previous ? wall - before : wall - after;
      }
      if (!first && !second) clock.kind = 'gap';
      return second ? wall - after : wall - before;
    },
  };
  return clock;
}

/** Remembers the offset of each day on which it does not change; zone tables are slow to ask. */
function cachedOffset(offset: (utc: number) => number): (utc: number) => number {
  const days = new Map<number, number>();
  return (utc) => {
    const day = Math.floor(utc / DAY);
    let known = days.get(day);
    if (known === undefined) {
      const start = offset(day * DAY);
      known = start === offset((day + 1) * DAY) ? start : NaN;
      days.set(day, known);
    }
    return Number.isNaN(known) ? offset(utc) : known;
  };
}
