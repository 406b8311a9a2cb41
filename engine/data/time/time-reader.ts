import { ExpectedError } from '../../protocol/errors.ts';
import { DAY, daysFromCivil } from './calendar.ts';
import { dateParser } from './date-format.ts';
import { parseIso, type IsoCell } from './iso.ts';

/** Reads cells of a time column; after `read`, `absolute` says that the time is UTC, not that of a wall clock. */
export interface TimeReader {
  readonly format: string;
  absolute: boolean;
  /** Milliseconds; NaN where the cell does not fit. */
  read(cell: string): number;
}

/** Milliseconds of one unit of an epoch format. */
const EPOCHS: Record<string, number> = { 'epoch-s': 1000, 'epoch-ms': 1, 'epoch-us': 1e-3, 'epoch-ns': 1e-6 };
/** Day 0 of Excel's serial dates, for days after February 1900. */
const EXCEL_ZERO = daysFromCivil(1899, 12, 30);
const NUMBER = /^\s*[+-]?\d+(\.\d*)?\s*$/;
/** The latest time that a JavaScript date can hold. */
const LIMIT = 8.64e15;

/** `format`: `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel`, `year`, or a Luxon format. Throws `bad-date-format`. */
export function timeReader(format: string): TimeReader {
  if (format === 'iso') return isoReader();
  const unit = EPOCHS[format];
  if (unit !== undefined) return numberReader(format, true, (value) => Math.round(value * unit));
  if (format === 'excel') return numberReader(format, false, (value) => Math.round((EXCEL_ZERO + value) * DAY));
  if (format === 'year') {
    return numberReader(format, false, (value) =>
      Number.isInteger(value) && Math.abs(value) < 10_000 ? daysFromCivil(value, 1, 1) * DAY : NaN,
    );
  }
  if (!/[A-Za-z]/.test(format)) {
    const message = `"${format}" is no date format; use one such as yyyy-MM-dd, d/M/yyyy or M/d/yyyy H:mm, or iso, epoch-s, year.`;
    throw new ExpectedError('bad-date-format', message, { format });
  }
  const parse = dateParser(format);
  return { format, absolute: false, read: parse };
}

function isoReader(): TimeReader {
  const cell: IsoCell = { time: NaN, absolute: false };
  const reader: TimeReader = {
    format: 'iso',
    absolute: false,
    read: (text) => {
      parseIso(text, cell);
      reader.absolute = cell.absolute;
      return cell.time;
    },
  };
  return reader;
}

function numberReader(format: string, absolute: boolean, convert: (value: number) => number): TimeReader {
  return {
    format,
    absolute,
    read: (text) => {
      if (!NUMBER.test(text)) return NaN;
      const time = convert(Number(text));
      return Math.abs(time) <= LIMIT ? time : NaN;
    },
  };
}
