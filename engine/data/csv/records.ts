import Papa from 'papaparse';
import { ExpectedError } from '../../protocol/errors.ts';
import { MAX_COLUMNS, MAX_LINE } from './limits.ts';

/** How records and fields are told apart. `delimiter` `' +'`: runs of blanks. */
export interface Dialect {
  delimiter: string;
  quote: '"' | "'";
  newline: '\n' | '\r';
}

export interface QuoteFault {
  line: number;
  kind: 'unterminated' | 'stray';
}

/** Records in order, the 1-based line of the file on which each starts, and the faults in their quotes. */
export interface RecordBatch {
  records: string[][];
  lines: number[];
  faults: QuoteFault[];
}

interface PapaResult {
  data: string[][];
  errors: Array<{ code: string; row: number }>;
  meta: { cursor: number };
}

/** Runs of blanks as a separator: the name by which settings call it. */
export const BLANK_RUNS = ' +';

export function detectNewline(text: string): '\n' | '\r' {
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

/**
 * Splits text that arrives in pieces into records. Blank lines are dropped, but for a single column, where a
 * blank line between two others is an empty cell. Throws `line-too-long` and `too-many-columns`.
 */
export class RecordParser {
  readonly #parser: Papa.Parser;
  readonly #dialect: Dialect;
  /** A quotation mark beside which, blanks aside, stands no end of a cell and no other mark. */
  readonly #innerQuote: RegExp;
  #carry = '';
  #line = 1;
  #toSkip: number;
  #blanks: number[] = [];
  #columns = 0;

  constructor(dialect: Dialect, skipLines = 0) {
    this.#dialect = dialect;
    this.#toSkip = skipLines;
    const delimiter = dialect.delimiter === BLANK_RUNS ? ' ' : dialect.delimiter;
    const end = `[${dialect.quote}\\r\\n${delimiter.replace(/[\\\]^-]/g, '\\$&')}]`;
    const blank = '[ \\t]{0,8}';
    this.#innerQuote = new RegExp(`${dialect.quote}(?<!(?:^|${end})${blank}${dialect.quote})(?!${blank}(?:${end}|$))`, 'g');
    this.#parser = new Papa.Parser({ delimiter, quoteChar: dialect.quote, newline: dialect.newline });
  }

  push(text: string): RecordBatch {
    return this.#parse(this.#carry + text, true);
  }

  end(): RecordBatch {
    return this.#parse(this.#carry, false);
  }

  #parse(text: string, more: boolean): RecordBatch {
    const batch: RecordBatch = { records: [], lines: [], faults: [] };
    const input = this.#skip(text);
    const result = this.#parser.parse(input, 0, more) as PapaResult;
    this.#carry = more ? input.slice(result.meta.cursor) : '';
    if (this.#carry.length > MAX_LINE) throw tooLong(this.#line + result.data.length);
    const consumed = more ? result.meta.cursor : input.length;
    const multiline = input.includes(this.#dialect.quote);
    if (multiline) this.#findInnerQuotes(input, consumed, batch);
    let fault = 0;
    for (let i = 0; i < result.data.length; i += 1) {
      const record = result.data[i]!;
      const line = this.#line;
      for (; fault < result.errors.length && result.errors[fault]!.row <= i; fault += 1) {
        const kind = result.errors[fault]!.code === 'MissingQuotes' ? 'unterminated' : 'stray';
        if (!batch.faults.some((known) => known.line === line && known.kind === kind)) batch.faults.push({ line, kind });
      }
      this.#line += 1;
      if (multiline) for (const cell of record) this.#line += countOf(cell, this.#dialect.newline);
      this.#take(record, line, batch);
    }
    return batch;
  }

  /** Quotation marks inside a cell that does not begin with one: the parser takes them for text. */
  #findInnerQuotes(input: string, end: number, batch: RecordBatch): void {
    let line = this.#line;
    let counted = 0;
    this.#innerQuote.lastIndex = 0;
    for (let match = this.#innerQuote.exec(input); match && match.index < end; match = this.#innerQuote.exec(input)) {
      line += countOf(input.slice(counted, match.index), this.#dialect.newline);
      counted = match.index;
      if (batch.faults.at(-1)?.line !== line) batch.faults.push({ line, kind: 'stray' });
    }
  }

  /** Drops the lines before the table. */
  #skip(text: string): string {
    let from = 0;
    while (this.#toSkip > 0) {
      const end = text.indexOf(this.#dialect.newline, from);
      if (end < 0) break;
      from = end + 1;
      this.#line += 1;
      this.#toSkip -= 1;
    }
    return from === 0 ? text : text.slice(from);
  }

  /** Blank lines that turn out to lie between two records: empty cells, where every line is one cell. */
  #flushBlanks(batch: RecordBatch): void {
    for (const line of this.#columns === 1 ? this.#blanks : []) {
      batch.records.push(['']);
      batch.lines.push(line);
    }
    this.#blanks = [];
  }

  #take(record: string[], line: number, batch: RecordBatch): void {
    const cells = this.#dialect.delimiter === BLANK_RUNS ? record.filter((cell) => cell.trim() !== '') : record;
    if (cells.length > MAX_COLUMNS) throw tooWide(line, cells.length);
    if (cells.every(isBlank)) {
      if (this.#columns === 1 && cells.length <= 1) this.#blanks.push(line);
      return;
    }
    this.#columns = Math.max(this.#columns, cells.length);
    if (this.#blanks.length > 0) this.#flushBlanks(batch);
    const last = cells[cells.length - 1]!;
    if (last.charCodeAt(last.length - 1) === 13) cells[cells.length - 1] = last.slice(0, -1);
    batch.records.push(cells);
    batch.lines.push(line);
  }
}

function isBlank(cell: string): boolean {
  return cell.length === 0 || cell.trim() === '';
}

function countOf(text: string, newline: string): number {
  let count = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) count += 1;
  return count;
}

function tooLong(line: number): ExpectedError {
  const message = `Line ${line} is longer than 16 MiB; check that the file is CSV and that no quotation mark is left open.`;
  return new ExpectedError('line-too-long', message, { row: line });
}

function tooWide(line: number, columns: number): ExpectedError {
  const message = `Line ${line} has ${columns} columns, more than ${MAX_COLUMNS}; put series in rows (long layout) instead of columns.`;
  return new ExpectedError('too-many-columns', message, { row: line, columns });
}
