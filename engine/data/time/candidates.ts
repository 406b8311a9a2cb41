import { FloatBuffer } from '../csv/buffers.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { timeReader, type TimeReader } from './time-reader.ts';
import type { ZoneClock } from './zone.ts';

/** One way to read the time column, carried through the whole file beside its rivals. */
class Candidate {
  readonly reader: TimeReader;
  readonly values = new FloatBuffer();
  /** Cells that this one cannot read and a rival can: how many, and the first. */
  lost = 0;
  lostRow = 0;
  lostCell = '';
  /** Wall time so far, UTC so far, or undecided before the first cell. */
  absolute: boolean | null = null;
  mixedRow = 0;
  readonly #clock: ZoneClock;

  constructor(format: string, clock: ZoneClock) {
    this.reader = timeReader(format);
    this.#clock = clock;
  }

  read(cell: string, line: number): number {
    let time = this.reader.read(cell);
    if (Number.isNaN(time)) return time;
    const absolute = this.reader.absolute;
    if (this.absolute === null) this.absolute = absolute;
    else if (this.absolute !== absolute) {
      if (this.mixedRow === 0) this.#mix(line);
      if (absolute) time = this.#clock.toWall(time);
    }
    return time;
  }

  /** From the first cell that differs on, everything is time of the wall clock. */
  #mix(line: number): void {
    this.mixedRow = line;
    if (this.absolute) {
      const values = this.values.view();
      for (let i = 0; i < values.length; i += 1) values[i] = this.#clock.toWall(values[i]!);
    }
    this.absolute = false;
  }
}

export interface TimeReadout {
  format: string;
  /** UTC where `absolute`, else wall time; NaN where a cell could not be read. */
  values: Float64Array;
  absolute: boolean;
  /** First line on which cells with and without an offset meet; 0: none. */
  mixedRow: number;
}

/** Reads the time column in every way that is still possible and lets the file decide. */
export class TimeCandidates {
  readonly #all: Candidate[];
  #example = '';

  constructor(formats: readonly string[], clock: ZoneClock) {
    this.#all = formats.map((format) => new Candidate(format, clock));
  }

  /** Adds a row; false where no candidate can read the cell. */
  push(cell: string, line: number): boolean {
    if (this.#all.length === 1) {
      const only = this.#all[0]!;
      const time = only.read(cell, line);
      only.values.push(time);
      return !Number.isNaN(time);
    }
    const times = this.#all.map((candidate) => candidate.read(cell, line));
    const any = times.some((time) => !Number.isNaN(time));
    this.#all.forEach((candidate, i) => {
      const time = times[i]!;
      candidate.values.push(time);
      if (!any || !Number.isNaN(time)) return;
      if (candidate.lost === 0) {
        candidate.lostRow = line;
        candidate.lostCell = cell;
      }
      candidate.lost += 1;
    });
    if (this.#example === '' && new Set(times).size > 1) this.#example = cell;
    return any;
  }

  /** Takes the last row back. */
  pop(): void {
    for (const { values } of this.#all) values.length -= 1;
  }

  /** The one reading that fits. Throws `ambiguous-dates` where several do, `mixed-dates` where none fits every row. */
  decide(column: string): TimeReadout {
    const fitting = this.#all.filter(({ lost }) => lost === 0);
    if (fitting.length === 0) throw this.#mixed(column);
    const [best, ...others] = fitting as [Candidate, ...Candidate[]];
    const rivals = others.filter((other) => !equal(other.values.view(), best.values.view()));
    if (rivals.length > 0)
      throw ambiguous(
        column,
        [best, ...rivals].map(({ reader }) => reader),
        this.#example,
      );
    return { format: best.reader.format, values: best.values.view(), absolute: best.absolute ?? false, mixedRow: best.mixedRow };
  }

  #mixed(column: string): ExpectedError {
    const [a, b] = this.#all as [Candidate, Candidate];
    const message =
      `The dates in "${column}" are not written in one way: "${a.lostCell}" in row ${a.lostRow} is not ${a.reader.format}, ` +
      `and "${b.lostCell}" in row ${b.lostRow} is not ${b.reader.format}. Write them in one way in the file, or state the format to leave the other rows out.`;
    return new ExpectedError('mixed-dates', message, {
      column,
      rows: [a.lostRow, b.lostRow],
      setting: 'time.format',
      flag: '--date-format',
    });
  }
}

function equal(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Object.is(value, b[i]));
}

/** Throws-to-be: several formats fit, and mean different times. */
export function ambiguous(column: string, readers: readonly TimeReader[], example: string): ExpectedError {
  const readings = readers.map((reader) => ({
    format: reader.format,
    example,
    meaning: new Date(reader.read(example)).toISOString().slice(0, 10),
  }));
  const listed = readings.map(({ format, meaning }) => `${format} (${meaning})`).join(' or as ');
  const formats = readings.map(({ format }) => format).join(' or ');
  const message = `The dates in "${column}" can be read in more than one way: "${example}" as ${listed}, and no row decides. State the date format, ${formats}.`;
  return new ExpectedError('ambiguous-dates', message, { column, readings, setting: 'time.format', flag: '--date-format' });
}
