import { DateTime } from 'luxon';
import { timeReader, type TimeReader } from './time-reader.ts';

export interface TimeGuess {
  /** The format; more than one where the cells fit several that mean different times. */
  formats: string[];
  /** Share of the cells that are not missing which the format reads. */
  share: number;
  reason: string;
  /** False where the cells may be plain numbers as well. */
  certain: boolean;
}

const DATES = [
  ...['/', '.', '-'].flatMap((s) => [`d${s}M${s}yyyy`, `M${s}d${s}yyyy`]),
  'yyyy/M/d',
  'yyyy.M.d',
  'yyyy M d',
  ...['/', '.', '-'].flatMap((s) => [`d${s}M${s}yy`, `M${s}d${s}yy`, `yy${s}M${s}d`]),
  'd MMM yyyy',
  'd. MMM yyyy',
  'd-MMM-yyyy',
  'd/MMM/yyyy',
  'd-MMM-yy',
  'd MMM yy',
  'MMM d yyyy',
  'MMM d, yyyy',
  'MMM-d-yyyy',
  'yyyy MMM d',
  'yyyy-MMM-d',
  'EEE MMM d yyyy',
  'EEE, d MMM yyyy',
  'EEE, MMM d, yyyy',
];
const MONTHS = [
  'MMM yyyy',
  'MMM-yyyy',
  'MMM, yyyy',
  'MMM yy',
  'MMM-yy',
  'yyyy MMM',
  'yyyy-MMM',
  'yyyyMMM',
  "yyyy'M'MM",
  'yyyy/M',
  'yyyy.MM',
  'M/yyyy',
  'M-yyyy',
  'M.yyyy',
];
const QUARTERS = ["yyyy 'Q'q", "yyyy'Q'q", "yyyy-'Q'q", "'Q'q yyyy", "'Q'q-yyyy", "'Q'q/yyyy", "yyyy'q'q", "yyyy:'Q'q"];
const TIMES = [
  '',
  ' H:mm',
  ' H:mm:ss',
  ' H:mm:ss.SSS',
  ' h:mm a',
  ' h:mm:ss a',
  ', H:mm',
  ', H:mm:ss',
  ' H.mm',
  "'T'H:mm:ss",
  "'T'H:mm",
  ' H',
];
const WORDY = ['iso', ...DATES.flatMap((date) => TIMES.map((time) => date + time)), ...MONTHS, ...QUARTERS];
const COMPACT = [
  'yyyyMMdd',
  'yyyyMMddHH',
  'yyyyMMddHHmm',
  'yyyyMMddHHmmss',
  "yyyyMMdd'T'HHmmss",
  'yyyyMMdd HH:mm',
  'yyyyMMdd HH:mm:ss',
  'yyyyMMdd HHmm',
];
const TIME_NAME =
  /date|time|datum|zeit|fecha|day|month|monat|mois|year|jahr|ann[eé]e|period|stamp|epoch|^ts$|^ds$|^dt$|^t$|quarter|week|hour/i;

/** A format that fits this share of the cells, some of which the best does not fit, is weighed against the best. */
const RIVAL = 0.2;

let wordyReaders: TimeReader[] | null = null;

/** Whether the name of a column suggests time. */
export function isTimeName(name: string): boolean {
  return TIME_NAME.test(name);
}

/**
 * How the cells of a column (without missing ones) are written as times; null where they are none. Plain whole
 * numbers are taken for times only in a first column that does not fall, or under a name that suggests time.
 */
export function detectTimeFormat(cells: readonly string[], name: string, first: boolean): TimeGuess | null {
  if (cells.length === 0) return null;
  const integers = cells.every((cell) => /^\s*\d+(\.0*)?\s*$|^\s*\d{9,10}\.\d+\s*$/.test(cell));
  if (integers) return detectNumeric(cells, name, first);
  const probe = cells.slice(0, 20);
  if (!probe.some(mayBeDate)) return null;
  wordyReaders ??= WORDY.map(timeReader);
  const compact = cells.every((cell) => /^\s*\d{8}/.test(cell)) ? COMPACT.map(timeReader) : [];
  const scored = [...wordyReaders, ...compact]
    .filter((reader) => probe.some((cell) => !Number.isNaN(reader.read(cell))))
    .map((reader) => ({ reader, count: cells.filter((cell) => !Number.isNaN(reader.read(cell))).length }))
    .sort((a, b) => b.count - a.count);
  const top = scored[0];
  if (!top) return null;
  const rivals = scored.filter(
    ({ reader, count }) =>
      (count === top.count || (count > cells.length * RIVAL && readsMore(reader, top.reader, cells))) && differs(reader, top.reader, cells),
  );
  const formats = [top.reader.format, ...rivals.map(({ reader }) => reader.format)];
  const share = top.count / cells.length;
  const example = cells.find((cell) => !Number.isNaN(top.reader.read(cell))) ?? '';
  return { formats, share, certain: formats.length === 1, reason: wordyReason(formats, example, scored.length > 1) };
}

function wordyReason(formats: string[], example: string, excluded: boolean): string {
  if (formats.length > 1) return `"${example}" fits ${formats.join(' and ')}, and no row in the part that was read decides`;
  return excluded ? `only ${formats[0]} fits every row` : `"${example}" is written so`;
}

/** A cheap look that spares most columns of numbers and texts the trial of every format. */
function mayBeDate(cell: string): boolean {
  return cell.length < 50 && /\d/.test(cell) && (!/^\s*[+-]?\d*[.,]?\d*\s*$/.test(cell) || /^\s*\d{4}\.\d\d\s*$/.test(cell));
}

/** Whether a reading fits cells that another does not: then no single one fits the file. */
function readsMore(one: TimeReader, other: TimeReader, cells: readonly string[]): boolean {
  return cells.some((cell) => !Number.isNaN(one.read(cell)) && Number.isNaN(other.read(cell)));
}

/** Two readings that agree on every cell are one. */
function differs(a: TimeReader, b: TimeReader, cells: readonly string[]): boolean {
  return a !== b && cells.some((cell) => a.read(cell) !== b.read(cell));
}

function detectNumeric(cells: readonly string[], name: string, first: boolean): TimeGuess | null {
  const values = cells.map(Number);
  const named = isTimeName(name);
  const rising = values.every((value, i) => i === 0 || value >= values[i - 1]!);
  const moves = values.some((value) => value !== values[0]);
  const falling = values.every((value, i) => i === 0 || value <= values[i - 1]!);
  if (!named && !(first && moves && (rising || (falling && values[0]! > 1e7)))) return null;
  const within = (low: number, high: number): boolean => values.every((value) => value >= low && value <= high);
  const all = (format: string): boolean => {
    const reader = timeReader(format);
    return cells.every((cell) => !Number.isNaN(reader.read(cell)));
  };
  const sure = (format: string, reason: string): TimeGuess => ({ formats: [format], share: 1, reason, certain: true });
  if (within(1500, 2200)) return sure('year', `whole numbers such as ${cells[0]!.trim()} are years`);
  for (const [format, digits] of [
    ['yyyyMMdd', 8],
    ['yyyyMM', 6],
    ['yyyyMMddHH', 10],
    ['yyyyMMddHHmm', 12],
    ['yyyyMMddHHmmss', 14],
  ] as const) {
    if (cells.every((cell) => cell.trim().length === digits) && within(1.5 * 10 ** (digits - 1), 2.2 * 10 ** (digits - 1)) && all(format)) {
      return sure(format, `"${cells[0]!.trim()}" is a date without separators`);
    }
  }
  for (const [format, scale] of [
    ['epoch-s', 1],
    ['epoch-ms', 1e3],
    ['epoch-us', 1e6],
    ['epoch-ns', 1e9],
  ] as const) {
    if (within(scale === 1 ? 1e8 : 1e8 * scale, 5e9 * scale) && moves) {
      const when = DateTime.fromMillis((values[0]! / scale) * 1000, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm');
      return sure(format, `${cells[0]!.trim()} counted since 1970 is ${when}`);
    }
  }
  if (named && rising && moves && within(18_000, 75_000)) {
    return {
      formats: ['excel', 'row'],
      share: 1,
      certain: false,
      reason: `${cells[0]!.trim()} can be a day number of Excel or a plain number`,
    };
  }
  return null;
}
