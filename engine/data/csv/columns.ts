import type { ColumnSettings, Guess } from '../../protocol/data.ts';
import { detectTimeFormat, isTimeName, type TimeGuess } from '../time/detect-format.ts';
import { timeReader } from '../time/time-reader.ts';
import { isIdName } from '../series.ts';
import { isMissing } from './missing.ts';
import { NO_UNIT, NumberReader, splitUnit, type NumberFormat, type Unit } from './numbers.ts';

/** What the head of the file says of one column, before roles are given. */
export interface ColumnLook {
  name: string;
  /** Cells of the head that are not missing. */
  cells: string[];
  number: { share: number; unit: Unit; mixedUnits: boolean } | null;
  time: TimeGuess | null;
  /** 1, 2, 3 ... or 0, 1, 2 ...: a row number. */
  counter: boolean;
  /** Numbers that are ids: leading zeros, or few whole numbers under a name such as store_id. */
  id: 'code' | 'maybe' | null;
}

const COUNTER_NAME = /^(no|nr|num|number|index|idx|row|rownames?|row_?id|id|#|unnamed.*|column_1|t|time|ds|step|obs|x)\.?$/i;
/** A column is of a type where this share of its cells reads so. */
const MAJORITY = 0.6;

export function lookAtColumn(
  name: string,
  position: number,
  cells: string[],
  missing: ReadonlySet<string>,
  format: NumberFormat,
): ColumnLook {
  const present = cells.filter((cell) => !isMissing(cell, missing));
  const number = looksNumeric(present, missing, format);
  const integers = number !== null && number.unit === NO_UNIT && present.every((cell) => /^\s*\d+\s*$/.test(cell));
  const codes = integers && present.some((cell) => /^\s*0\d/.test(cell)) && new Set(present.map((cell) => cell.trim().length)).size === 1;
  const distinct = integers ? new Set(present.map((cell) => cell.trim())).size : 0;
  const time = detectTimeFormat(present, name, position === 0);
  return {
    name,
    cells: present,
    number,
    time: time !== null && time.share >= MAJORITY ? time : null,
    counter: integers && !codes && COUNTER_NAME.test(name) && countsUp(present),
    id: codes && time === null ? 'code' : integers && isIdName(name) && distinct > 1 && distinct <= present.length / 2 ? 'maybe' : null,
  };
}

/** By ones, from 0 or 1, perhaps again and again. */
function countsUp(cells: readonly string[]): boolean {
  const first = Number(cells[0]);
  return (
    cells.length > 2 &&
    first <= 1 &&
    cells.every((cell, i) => i === 0 || Number(cell) === Number(cells[i - 1]) + 1 || Number(cell) === first)
  );
}

function looksNumeric(cells: readonly string[], missing: ReadonlySet<string>, format: NumberFormat): ColumnLook['number'] {
  if (cells.length === 0) return { share: 1, unit: NO_UNIT, mixedUnits: false };
  const share = (unit: Unit): number => {
    const reader = new NumberReader(format, missing, unit);
    let read = 0;
    for (const cell of cells) {
      reader.read(cell);
      if (reader.status === 'read' || reader.status === 'infinite') read += 1;
    }
    return read / cells.length;
  };
  const bare = share(NO_UNIT);
  if (bare >= MAJORITY) return { share: bare, unit: NO_UNIT, mixedUnits: false };
  const units = new Map<string, { unit: Unit; count: number }>();
  let withUnit = 0;
  for (const cell of cells) {
    const unit = splitUnit(cell)?.unit;
    if (!unit) continue;
    withUnit += 1;
    const key = `${unit.prefix} ${unit.suffix}`;
    const known = units.get(key);
    if (known) known.count += 1;
    else units.set(key, { unit, count: 1 });
  }
  const top = [...units.values()].sort((a, b) => b.count - a.count)[0];
  if (top && top.count >= cells.length * 0.9) {
    const read = share(top.unit);
    if (read >= MAJORITY) return { share: read, unit: top.unit, mixedUnits: false };
  }
  const readable = units.size > 1 && units.size <= 6 && withUnit + bare * cells.length >= cells.length * 0.9;
  return readable ? { share: 0, unit: NO_UNIT, mixedUnits: true } : null;
}

export interface TimeChoice {
  /** Columns whose cells, joined by a blank, are the time. */
  columns: number[];
  formats: string[];
  reason: string;
  certain: boolean;
}

const CLOCK = /^\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[ap]m)?\s*$/i;
const PARTS: Array<{ token: string; name: RegExp; low: number; high: number }> = [
  { token: 'yyyy', name: /^(year|yr|yyyy|jahr|ann[ée]e|a[nñ]o)$/i, low: 1500, high: 2200 },
  { token: 'M', name: /^(month|mon|mo|mm|monat|mois|mes)$/i, low: 1, high: 12 },
  { token: 'd', name: /^(day|dd|tag|jour|d[ií]a)$/i, low: 1, high: 31 },
  { token: 'H', name: /^(hour|hr|hh|stunde|heure|hora)$/i, low: 0, high: 23 },
  { token: 'm', name: /^(minute|min)$/i, low: 0, high: 59 },
];

/** The column, or the columns that together, say the time of each row; null where there is none. */
export function chooseTime(looks: readonly ColumnLook[]): TimeChoice | null {
  const timed = looks
    .map((look, column) => ({ look, column, guess: look.time }))
    .filter((entry): entry is typeof entry & { guess: TimeGuess } => entry.guess !== null);
  const parts = splitDate(looks);
  const rank = (entry: (typeof timed)[number]): number =>
    (isTimeName(entry.look.name) ? 0 : 1) + (entry.guess.formats.includes('year') ? 2 : 0);
  const best = timed.sort((a, b) => rank(a) - rank(b) || b.guess.share - a.guess.share || a.column - b.column)[0];
  if (parts && (!best || best.guess.formats.includes('year'))) return parts;
  if (!best) return null;
  const { column, guess } = best;
  return withClock(looks, column, guess) ?? { columns: [column], formats: guess.formats, reason: guess.reason, certain: guess.certain };
}

/** Year, month, day, hour in columns of their own. */
function splitDate(looks: readonly ColumnLook[]): TimeChoice | null {
  const found: Array<{ column: number; token: string }> = [];
  for (const { token, name, low, high } of PARTS) {
    const column = looks.findIndex(
      (look) =>
        name.test(look.name.trim()) &&
        look.cells.length > 0 &&
        look.cells.every((cell) => /^\s*\d+\s*$/.test(cell) && +cell >= low && +cell <= high),
    );
    if (column < 0) break;
    found.push({ column, token });
  }
  if (found.length < 2) return null;
  found.sort((a, b) => a.column - b.column);
  const reason = `the columns ${found.map(({ column }) => looks[column]!.name).join(', ')} are the parts of one date`;
  return { columns: found.map(({ column }) => column), formats: [found.map(({ token }) => token).join(' ')], reason, certain: true };
}

/** The column of times of day, -1 where there is none. */
export function clockColumn(looks: readonly ColumnLook[]): number {
  return looks.findIndex(({ cells }) => cells.length > 0 && cells.every((cell) => CLOCK.test(cell)));
}

/** A column of dates beside a column of times of day. */
function withClock(looks: readonly ColumnLook[], column: number, guess: TimeGuess): TimeChoice | null {
  const dateOnly =
    guess.formats.every((format) => format === 'iso' || !/[Hh]/.test(format)) && looks[column]!.cells.every((cell) => !cell.includes(':'));
  const clock = clockColumn(looks.map((look, i) => (i === column ? { ...look, cells: [] } : look)));
  if (!dateOnly || clock < 0 || /epoch|year|excel/.test(guess.formats[0]!)) return null;
  const cells = looks[clock]!.cells;
  const seconds = cells.some((cell) => cell.split(':').length > 2) ? ':ss' : '';
  const token = cells.some((cell) => /m\s*$/i.test(cell)) ? `h:mm${seconds} a` : `H:mm${seconds}`;
  const before = clock < column;
  const formats = guess.formats.map((format) => {
    const date = format === 'iso' ? 'yyyy-M-d' : format;
    return before ? `${token} ${date}` : `${date} ${token}`;
  });
  const reason = `${guess.reason}; the time of day is in "${looks[clock]!.name}"`;
  return { columns: [column, clock].sort((a, b) => a - b), formats, reason, certain: guess.certain };
}

/** Share of the head's cells that a stated format reads. */
export function formatShare(look: ColumnLook, format: string): number {
  const reader = timeReader(format);
  if (look.cells.length === 0) return 0;
  return look.cells.filter((cell) => !Number.isNaN(reader.read(cell))).length / look.cells.length;
}

/** Settings of a column that is neither time nor series. */
export function plainSettings(look: ColumnLook): { settings: ColumnSettings; guess: Guess } {
  const { name, number } = look;
  const make = (
    type: ColumnSettings['type'],
    role: ColumnSettings['role'],
    reason: string,
    certain = true,
  ): { settings: ColumnSettings; guess: Guess } => ({
    settings: { name, type, role },
    guess: {
      field: `column:${name}`,
      value: role,
      reason,
      alternatives: [],
      certain,
    },
  });
  if (look.time) return make('time', 'ignore', 'another column is the time already');
  if (look.counter) return make('number', 'ignore', 'it counts the rows');
  if (look.id === 'code') return make('text', 'ignore', 'whole numbers with leading zeros are codes');
  if (look.cells.length === 0) return make('number', 'value', 'every cell of the part that was read is empty');
  if (number && !number.mixedUnits) {
    const percent = Math.floor(number.share * 100);
    return make(
      'number',
      'value',
      percent === 100 ? 'every cell is a number' : `${percent} % of the cells are numbers`,
      number.share >= 0.9,
    );
  }
  return make('text', 'ignore', number ? 'numbers with different units' : 'the cells are text');
}
