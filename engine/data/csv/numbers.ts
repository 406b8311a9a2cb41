import type { ImportSettings } from '../../protocol/data.ts';
import { isMissing } from './missing.ts';

export type NumberFormat = Pick<ImportSettings, 'decimal' | 'thousands'>;
export type NumberStatus = 'read' | 'missing' | 'infinite' | 'unreadable';

/** What stands before and after the number in every cell of a column: `$`, `%`, `kg`. */
export interface Unit {
  prefix: string;
  suffix: string;
}

export const NO_UNIT: Unit = { prefix: '', suffix: '' };

const INFINITE = /^[+-]?(inf(inity)?|∞|1\.#inf)$/i;
const CURRENCY = String.raw`\p{Sc}|USD|EUR|GBP|CHF|JPY|CNY|AUD|CAD|SEK|NOK|DKK|PLN|INR|BRL|US\$`;
const WITH_UNIT = new RegExp(
  String.raw`^([+\-−]?)\s*((?:${CURRENCY})?)\s*([+\-−]?\d.*?|[.,]\d.*?)\s*((?:[%‰°\p{Sc}]|\p{L})[\p{L}\d%‰°/²³.·\p{Sc}]{0,9})?$`,
  'u',
);

/** Splits a cell into number and unit; null where there is none. */
export function splitUnit(cell: string): { unit: Unit; number: string } | null {
  const match = WITH_UNIT.exec(cell.trim());
  if (!match) return null;
  const [, sign = '', prefix = '', number = '', suffix = ''] = match;
  if (prefix === '' && suffix === '') return null;
  return { unit: { prefix, suffix }, number: sign + number };
}

interface Patterns {
  plain: RegExp;
  /** With separators between thousands; null where there are none. */
  grouped: RegExp | null;
  separators: RegExp;
}

const known = new Map<string, Patterns>();

/** The patterns of a format, made once: a file may have thousands of columns. */
function patternsOf({ decimal, thousands }: NumberFormat): Patterns {
  const key = decimal + thousands;
  let patterns = known.get(key);
  if (patterns) return patterns;
  const point = decimal === '.' ? '\\.' : ',';
  const exponent = '(?:[eE][+-]?\\d+)?';
  const group = thousands === ' ' ? '[ \\u00a0\\u202f\\u2009]' : thousands === '.' ? '\\.' : thousands;
  patterns = {
    plain: new RegExp(`^[+-]?(?:\\d+(?:${point}\\d*)?|${point}\\d+)${exponent}$`),
    grouped: group === '' ? null : new RegExp(`^[+-]?\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3}(?:${point}\\d*)?$`),
    separators: new RegExp(group === '' ? '(?!)' : group, 'g'),
  };
  known.set(key, patterns);
  return patterns;
}

/** Reads cells of one column as numbers; after `read`, `status` says what became of the cell. */
export class NumberReader {
  status: NumberStatus = 'read';
  readonly #missing: ReadonlySet<string>;
  readonly #unit: Unit;
  readonly #hasUnit: boolean;
  readonly #dot: boolean;
  /** No number means "missing", no unit, a point: what most cells are can be told at a glance. */
  readonly #plainFirst: boolean;
  readonly #patterns: Patterns;

  constructor(format: NumberFormat, missing: ReadonlySet<string>, unit: Unit = NO_UNIT) {
    this.#missing = missing;
    this.#unit = unit;
    this.#hasUnit = unit.prefix !== '' || unit.suffix !== '';
    this.#dot = format.decimal === '.';
    this.#plainFirst = this.#dot && !this.#hasUnit && ![...missing].some(isPlainDecimal);
    this.#patterns = patternsOf(format);
  }

  /** NaN unless `status` is `read`. */
  read(cell: string): number {
    if (this.#plainFirst && isPlainDecimal(cell)) {
      this.status = 'read';
      return +cell;
    }
    return this.#readSlowly(cell);
  }

  #readSlowly(cell: string): number {
    if (isMissing(cell, this.#missing)) {
      this.status = 'missing';
      return NaN;
    }
    let text = cell.trim();
    if (INFINITE.test(text)) {
      this.status = 'infinite';
      return NaN;
    }
    if (this.#hasUnit) {
      const parts = splitUnit(text);
      if (!parts || parts.unit.prefix !== this.#unit.prefix || parts.unit.suffix !== this.#unit.suffix) return this.#fail();
      text = parts.number;
    }
    text = text.replace('−', '-');
    const { grouped, separators, plain } = this.#patterns;
    if (grouped?.test(text)) text = text.replace(separators, '');
    if (!plain.test(text)) return this.#fail();
    const value = Number(this.#dot ? text : text.replace(',', '.'));
    this.status = Number.isFinite(value) ? 'read' : 'infinite';
    return Number.isFinite(value) ? value : NaN;
  }

  #fail(): number {
    this.status = 'unreadable';
    return NaN;
  }
}

/** Optional sign, digits, at most one point, at least one digit, nothing else: what `Number` reads as we do. */
function isPlainDecimal(cell: string): boolean {
  let digits = 0;
  let points = 0;
  for (let i = 0; i < cell.length; i += 1) {
    const code = cell.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === 46) points += 1;
    else if (i > 0 || (code !== 45 && code !== 43)) return false;
  }
  return digits > 0 && points <= 1 && digits < 300;
}
