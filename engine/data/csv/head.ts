import type { Encoding, Guess, ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { detectDialect } from './dialect.ts';
import type { FindingLog } from './findings.ts';
import { findTableStart, type TableStart } from './header.ts';
import { dropLines, readText, splitHead } from './head-text.ts';
import { nameColumns } from './names.ts';
import { throwIfCancelled } from './pause.ts';
import type { Dialect, RecordBatch } from './records.ts';
import type { SourceFile } from './source.ts';

/** How much of a file is looked at. */
export interface HeadLimits {
  bytes: number;
  records: number;
}

/** The first part of a file, split into records, with the reading by which it was split. */
export interface Head {
  encoding: Encoding;
  dialect: Dialect;
  skipLines: number;
  /** Null: the file names no columns. */
  header: string[] | null;
  names: string[];
  /** Cells of most records: more than names where every line ends with a delimiter. */
  width: number;
  /** Records of data and the lines on which they start. */
  records: string[][];
  lines: number[];
  /** The records are all of the file. */
  complete: boolean;
  /** The sheet of a workbook; null of other files. */
  sheet: string | null;
}

/** Reads the head and finds encoding, delimiter, quotation mark, preamble and header. Errors: `no-data`, `binary-file`, `line-too-long`. */
export async function readHead(
  source: SourceFile,
  limits: HeadLimits,
  overrides: ImportOverrides,
  missing: ReadonlySet<string>,
  guesses: Guess[],
  log: FindingLog,
  signal?: AbortSignal,
): Promise<Head> {
  const { text, complete, encoding } = await readText(source, limits.bytes, overrides.encoding, guesses, log, signal);
  throwIfCancelled(signal);
  const guess = detectDialect(dropLines(text, overrides.skipLines ?? 0), missing, {
    ...(overrides.delimiter !== undefined && { delimiter: overrides.delimiter }),
    ...(overrides.quote && { quote: overrides.quote }),
  });
  const dialect: Dialect = { delimiter: guess.delimiter, quote: guess.quote, newline: guess.newline };
  if (overrides.delimiter === undefined) {
    guesses.push({
      field: 'delimiter',
      value: guess.delimiter,
      reason: guess.delimiterReason,
      alternatives: guess.delimiterAlternatives,
      certain: guess.delimiterCertain,
    });
  }
  if (!overrides.quote) guesses.push({ field: 'quote', value: guess.quote, reason: guess.quoteReason, alternatives: [], certain: true });

  const { batch, ...table } = findTable(
    (skipLines) => splitHead(text, dialect, skipLines, limits.records),
    source.path,
    overrides,
    missing,
    guesses,
    log,
  );
  return { encoding, dialect, ...table, complete: complete && batch.complete, sheet: null };
}

type FirstRecords = RecordBatch & { complete: boolean };

/**
 * Where the table stands among the first records of a file or a sheet, and what its columns are called. `split` gives the records after
 * as many lines. Errors: `no-data`.
 */
export function findTable(
  split: (skipLines: number) => FirstRecords,
  path: string,
  overrides: ImportOverrides,
  missing: ReadonlySet<string>,
  guesses: Guess[],
  log: FindingLog,
): Pick<Head, 'skipLines' | 'header' | 'names' | 'width' | 'records' | 'lines'> & { batch: FirstRecords } {
  let batch = split(overrides.skipLines ?? 0);
  if (batch.records.length === 0)
    throw new ExpectedError('no-data', `${path} holds no rows; choose a file with a header and rows of data.`);
  const start = tableStart(batch, overrides, missing, guesses);
  const firstLine = batch.lines[start.header ?? start.data] ?? 1;
  const skipLines = overrides.skipLines ?? firstLine - 1;
  if (overrides.skipLines === undefined) {
    const dropped = batch.records.slice(0, start.header ?? start.data);
    guesses.push({ field: 'skipLines', value: String(skipLines), reason: preambleReason(dropped.length), alternatives: [], certain: true });
    for (const [i, record] of dropped.entries()) {
      const message = `Lines before the table are left out, the first of them "${record.filter(Boolean).join(' ').slice(0, 60)}".`;
      log.add({
        code: 'preamble-skipped',
        severity: 'info',
        message,
        advice: 'Set the number of skipped lines if the table starts earlier.',
        row: batch.lines[i]!,
      });
    }
    // Once more from the table on: a quotation mark left open before it must not reach into it.
    if (skipLines > 0) batch = split(skipLines);
  }
  const header = start.header === null ? null : (batch.records[0] ?? []);
  const from = header === null ? 0 : 1;
  return {
    batch,
    skipLines,
    ...nameColumns(header, start, batch, log),
    width: start.width,
    records: batch.records.slice(from),
    lines: batch.lines.slice(from),
  };
}

function preambleReason(count: number): string {
  return count === 0
    ? 'the table starts on the first line'
    : `${count} rows before the table are shorter, or hold no data under their names`;
}

function tableStart(batch: RecordBatch, overrides: ImportOverrides, missing: ReadonlySet<string>, guesses: Guess[]): TableStart {
  const found = findTableStart(batch.records, missing);
  if (overrides.skipLines !== undefined || overrides.header === false) {
    const stated = overrides.header ?? found.header !== null;
    const data = overrides.skipLines === undefined ? found.data : stated ? 1 : 0;
    if (overrides.header === undefined) pushHeaderGuess(guesses, stated, found);
    return { ...found, header: stated ? 0 : null, data };
  }
  if (overrides.header === true)
    return found.header !== null ? found : { ...found, header: Math.max(0, found.data - 1), data: Math.max(1, found.data) };
  pushHeaderGuess(guesses, found.header !== null, found);
  return found;
}

function pushHeaderGuess(guesses: Guess[], header: boolean, found: TableStart): void {
  guesses.push({
    field: 'header',
    value: String(header),
    reason: found.reason,
    alternatives: [String(!header)],
    certain: found.certain,
  });
}
