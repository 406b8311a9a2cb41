import type { Encoding, Guess, ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { detectDialect } from './dialect.ts';
import { createDecoder, detectEncoding } from './encoding.ts';
import type { FindingLog } from './findings.ts';
import { columnNames, findTableStart, type TableStart } from './header.ts';
import { MAX_LINE, SAMPLE_RECORDS } from './limits.ts';
import { throwIfCancelled } from './pause.ts';
import { detectNewline, RecordParser, type Dialect, type RecordBatch } from './records.ts';
import type { SourceFile } from './source.ts';

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
  /** The whole file was read. */
  complete: boolean;
}

/** Text of the first `bytes` of a file; more where they hold no two whole lines. */
async function readText(
  source: SourceFile,
  bytes: number,
  encoding: Encoding | undefined,
  guesses: Guess[],
  log: FindingLog,
  signal?: AbortSignal,
) {
  for (let wanted = bytes; ; wanted *= 4) {
    throwIfCancelled(signal);
    const buffer = Buffer.alloc(Math.min(wanted, source.size));
    const head = buffer.subarray(0, await source.read(buffer, 0));
    const guess = detectEncoding(head, source.path);
    const used = encoding ?? guess.encoding;
    const decoder = createDecoder(used);
    const complete = head.length >= source.size;
    const all = decoder.write(head) + (complete ? decoder.end() : '');
    const end = complete ? all.length : Math.max(all.lastIndexOf('\n'), detectNewline(all) === '\r' ? all.lastIndexOf('\r') : -1) + 1;
    const text = all.slice(0, end);
    if (!complete && wanted < MAX_LINE && (text.match(/[\r\n]+[^\r\n]/g)?.length ?? 0) < 2) continue;
    if (end === 0 && !complete)
      throw new ExpectedError('line-too-long', 'Line 1 is longer than 16 MiB; check that the file is CSV.', { row: 1 });
    if (!encoding) {
      guesses.push({ field: 'encoding', value: used, reason: guess.reason, alternatives: guess.alternatives, certain: guess.certain });
      if (guess.foreign) {
        log.add({
          code: 'encoding-unsupported',
          severity: 'warning',
          message: `The letters look like ${guess.foreign}, which is not supported; they are read as Windows-1252 and come out wrong, numbers do not.`,
          advice: 'Save the file as UTF-8 if names matter.',
        });
      }
    }
    return { text, complete, encoding: used };
  }
}

/** Splits text into at most about `SAMPLE_RECORDS` records. */
export function splitHead(text: string, dialect: Dialect, skipLines: number, limit = SAMPLE_RECORDS): RecordBatch {
  const parser = new RecordParser(dialect, skipLines);
  const whole: RecordBatch = { records: [], lines: [], faults: [] };
  const piece = 128 * 1024;
  const append = (batch: RecordBatch): void => {
    for (const record of batch.records) whole.records.push(record);
    for (const line of batch.lines) whole.lines.push(line);
    whole.faults.push(...batch.faults);
  };
  let at = 0;
  for (; at < text.length && whole.records.length < limit; at += piece) append(parser.push(text.slice(at, at + piece)));
  if (at >= text.length) append(parser.end());
  return whole;
}

/** Reads the head and finds encoding, delimiter, quotation mark, preamble and header. Errors: `no-data`, `binary-file`, `line-too-long`. */
export async function readHead(
  source: SourceFile,
  bytes: number,
  overrides: ImportOverrides,
  missing: ReadonlySet<string>,
  guesses: Guess[],
  log: FindingLog,
  signal?: AbortSignal,
): Promise<Head> {
  const { text, complete, encoding } = await readText(source, bytes, overrides.encoding, guesses, log, signal);
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

  let batch = splitHead(text, dialect, overrides.skipLines ?? 0);
  if (batch.records.length === 0)
    throw new ExpectedError('no-data', `${source.path} holds no rows; choose a file with a header and rows of data.`);
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
    if (skipLines > 0) batch = splitHead(text, dialect, skipLines);
  }
  const header = start.header === null ? null : (batch.records[0] ?? []);
  const from = header === null ? 0 : 1;
  return {
    encoding,
    dialect,
    skipLines,
    ...named(header, start, batch, log),
    width: start.width,
    records: batch.records.slice(from),
    lines: batch.lines.slice(from),
    complete,
  };
}

function dropLines(text: string, count: number): string {
  let from = 0;
  for (let i = 0; i < count; i += 1) {
    const next = text.indexOf('\n', from);
    if (next < 0) return '';
    from = next + 1;
  }
  return text.slice(from);
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

/** Names of the columns; a header one cell short of the data, as R writes it, gets a name for the row labels. */
function named(
  header: string[] | null,
  start: TableStart,
  batch: RecordBatch,
  log: FindingLog,
): { header: string[] | null; names: string[] } {
  let cells = header;
  let width = Math.max(start.width, header?.length ?? 0);
  if (header && header.length === start.width - 1) {
    const full = batch.records.slice(1).filter((record) => record.length === start.width);
    const trailing = full.every((record) => record[start.width - 1]!.trim() === '');
    if (trailing) width = header.length;
    else cells = ['row', ...header];
    log.add({
      code: 'header-short',
      severity: 'warning',
      message: `The header has ${header.length} names for ${start.width} columns; the ${trailing ? 'empty last column is left out' : 'first column is taken for unnamed row labels'}.`,
      advice: 'Check the names above the columns; correct the header in the file if they are shifted.',
      row: batch.lines[0] ?? null,
    });
  }
  // A trailing delimiter on every line makes an empty last column without a name.
  const last = width - 1;
  if (cells && width > 1 && (cells[last] ?? '').trim() === '' && batch.records.every((record) => (record[last] ?? '').trim() === ''))
    width = last;
  const { names, changed } = columnNames(cells, width);
  for (const { column, from, to } of changed) {
    const message =
      from === ''
        ? `Column ${column + 1} has no name and is called ${to}.`
        : `The name "${from}" stands above two columns; the second is called ${to}.`;
    log.add({
      code: from === '' ? 'name-made' : 'name-repeated',
      severity: 'info',
      message,
      advice: 'Name the column in the file.',
      row: batch.lines[0] ?? null,
      column: to,
    });
  }
  if (!cells) {
    log.add({
      code: 'no-header',
      severity: 'info',
      message: 'The file names no columns; they are called column_1, column_2 and so on.',
      advice: 'State that there is a header if the first row holds names.',
      row: batch.lines[0] ?? null,
    });
  }
  return { header: cells, names };
}
