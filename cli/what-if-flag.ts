import type { CovariateChange } from '../engine/protocol/explanation.ts';
import { UsageError } from './command.ts';

const NAMED = /^(.+?)=name:(.+)$/;
const FORM = /^(.+?)=(set:)?([+-]?)(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(%?)$/i;

/**
 * Changes as the command line writes them, separated by commas: `price=+10%` (times 1.1), `price=+5` and `price=-5` (plus), `price=5` and
 * `price=set:-5` (the value itself), `promotion=name:flyer` (a name in a column of names). Error: UsageError.
 */
export function readChanges(text: string, last: number | undefined): CovariateChange[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ ...readChange(part), ...(last === undefined ? {} : { last }) }));
}

function readChange(part: string): CovariateChange {
  const [, named, name] = NAMED.exec(part) ?? [];
  if (named !== undefined && name !== undefined) return { column: named, kind: 'set', value: 0, name: name.trim() };
  const match = FORM.exec(part);
  const [, column, set, sign, digits, percent] = match ?? [];
  const wrong = column === undefined || (percent === '%' && (sign === '' || set !== undefined));
  if (wrong)
    throw new UsageError(
      `Expected changes such as price=+10%, price=-5, price=5, price=set:-5 or promotion=name:flyer for --what-if but received "${part}".`,
    );
  const value = Number(`${sign}${digits}`);
  if (percent === '%') return { column, kind: 'multiply', value: 1 + value / 100 };
  return { column, kind: sign === '' || set !== undefined ? 'set' : 'add', value };
}
