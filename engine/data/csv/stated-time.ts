import type { ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { timeReader } from '../time/time-reader.ts';
import { chooseTime, formatShare, type ColumnLook, type TimeChoice } from './columns.ts';

/** The date format that the user stated; null: to be detected, which 'auto' says beside a stated zone. */
export function statedFormat({ time }: ImportOverrides): string | null {
  return time === undefined || time.format === '' || time.format === 'auto' ? null : time.format;
}

/** Without the times of columns that the user gave another role or type. */
export function hideStated(looks: readonly ColumnLook[], { columns = [] }: ImportOverrides): ColumnLook[] {
  const isOther = ({ role, type }: (typeof columns)[number]): boolean =>
    role !== undefined ? role !== 'time' : type !== undefined && type !== 'time';
  const others = new Set(columns.filter(isOther).map(({ name }) => name));
  return looks.map((look) => (others.has(look.name) ? { ...look, time: null, cells: [] } : look));
}

/**
 * The time as the user stated it: by a format, by a column, or by both; null where they stated neither.
 * Error: `unknown-dates`.
 */
export function statedTime(looks: readonly ColumnLook[], format: string | null, overrides: ImportOverrides): TimeChoice | null {
  const times = new Set(overrides.columns?.filter(({ role }) => role === 'time').map(({ name }) => name));
  const named = looks.flatMap(({ name }, i) => (times.has(name) ? [i] : []));
  if (format !== null) {
    timeReader(format);
    const chosen = named.length > 0 ? named : bestFor(looks, format);
    return { columns: chosen, formats: [format], reason: 'as stated', certain: true };
  }
  if (named.length === 0) return null;
  const joint = chooseTime(looks.map((look, i) => (named.includes(i) ? look : { ...look, time: null, cells: [] })));
  const guess = looks[named[0]!]!.time;
  if (joint && joint.columns.length === named.length) return joint;
  if (named.length === 1 && guess) return { columns: named, formats: guess.formats, reason: guess.reason, certain: guess.certain };
  const name = looks[named[0]!]!.name;
  const message = `The cells of "${name}" (such as "${looks[named[0]!]!.cells[0] ?? ''}") are in no date format that is known; state it, for example yyyy-MM-dd.`;
  throw new ExpectedError('unknown-dates', message, { column: name, setting: 'time.format', flag: '--date-format' });
}

function bestFor(looks: readonly ColumnLook[], format: string): number[] {
  const joint = chooseTime(looks);
  if (joint && joint.columns.length > 1 && joint.formats.includes(format)) return joint.columns;
  const shares = looks.map((look) => formatShare(look, format));
  const best = Math.max(...shares);
  if (best >= 0.5) return [shares.indexOf(best)];
  if (joint && joint.columns.length > 1) return joint.columns;
  throw new ExpectedError('unknown-dates', `No column holds dates written as ${format}; state another date format.`, {
    setting: 'time.format',
    flag: '--date-format',
  });
}
