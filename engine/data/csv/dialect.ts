import { cellKind } from './cell-kind.ts';
import { BLANK_RUNS, detectNewline, RecordParser, type Dialect, type RecordBatch } from './records.ts';

export interface DialectGuess extends Dialect {
  delimiterReason: string;
  delimiterCertain: boolean;
  delimiterAlternatives: string[];
  quoteReason: string;
}

const NAMES: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  ' ': 'blank',
  ', ': 'comma and blank',
  [BLANK_RUNS]: 'runs of blanks',
};
/** Lines that are enough to tell the delimiter. */
const SCORED = 200;

function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? `"${delimiter}"`;
}

/**
 * Delimiter and quotation mark of a table. Each candidate splits the head; the best gives most records the same
 * number of cells (more than one) and most cells the look of a number or a date. `wanted` fixes what the user said.
 */
export function detectDialect(text: string, missing: ReadonlySet<string>, wanted: Partial<Dialect>): DialectGuess {
  const newline = detectNewline(text);
  const lines = text.split(newline, SCORED + 50).slice(0, SCORED);
  const part = lines.join(newline);
  const quotes = wanted.quote ? [wanted.quote] : singleQuoted(part) ? (['"', "'"] as const) : (['"'] as const);
  const delimiters = wanted.delimiter ? [wanted.delimiter] : candidates(part);
  const scored = quotes
    .flatMap((quote) => delimiters.map((delimiter) => ({ delimiter, quote, score: score(part, { delimiter, quote, newline }, missing) })))
    .sort((a, b) => b.score.value - a.score.value || Number(b.delimiter === ',') - Number(a.delimiter === ','));
  const best = scored[0]!;
  const rival = scored.find(
    ({ delimiter }) => delimiter.trim() !== best.delimiter.trim() && (delimiter.trim() !== '' || best.delimiter.trim() !== ''),
  );
  const close = rival !== undefined && rival.score.columns > 1 && rival.score.value > best.score.value * 0.98;
  const { columns, agreeing } = best.score;
  const single = columns === 1;
  return {
    delimiter: best.delimiter,
    quote: best.quote,
    newline,
    delimiterReason: single
      ? 'every line is one cell'
      : `${delimiterName(best.delimiter)} splits ${agreeing} lines into ${columns} cells each`,
    delimiterCertain: !close,
    delimiterAlternatives: scored
      .filter((other) => other.score.columns > 1 && other.delimiter !== best.delimiter)
      .map(({ delimiter }) => delimiter),
    quoteReason: best.quote === "'" ? 'cells stand between single quotation marks' : 'the usual quotation mark',
  };
}

function candidates(part: string): string[] {
  const found = [',', ';', '\t', '|'].filter((delimiter) => part.includes(delimiter));
  if (/, ["']/.test(part)) found.push(', ');
  if (/\S [^\s]/.test(part)) found.push(' ');
  if (/\S {2,}\S/.test(part)) found.push(BLANK_RUNS);
  return found.includes(',') ? found : [...found, ','];
}

function singleQuoted(part: string): boolean {
  return (part.match(/(^|[,;\t|])\s?'[^'\n]*'\s?($|[,;\t|\r])/gm)?.length ?? 0) > 1;
}

interface Score {
  value: number;
  columns: number;
  agreeing: number;
}

function score(part: string, dialect: Dialect, missing: ReadonlySet<string>): Score {
  const parser = new RecordParser(dialect);
  const batches: RecordBatch[] = [parser.push(part), parser.end()];
  const records = batches.flatMap((batch) => batch.records);
  const faults = batches.reduce((sum, batch) => sum + batch.faults.length, 0);
  if (records.length === 0) return { value: 0, columns: 1, agreeing: 0 };
  const { columns, agreeing } = modalWidth(records);
  let typed = 0;
  let quoted = 0;
  let cells = 0;
  for (const record of records) {
    if (record.length !== columns) continue;
    for (const cell of record) {
      cells += 1;
      const kind = cellKind(cell, missing);
      if (kind === 'number' || kind === 'time') typed += 1;
      else if (kind === 'missing') typed += 0.8;
      if (/^\s*["']/.test(cell) && /["']\s*$/.test(cell) && cell.trim().length > 1) quoted += 1;
    }
  }
  const consistency = agreeing / records.length;
  // One cell a line says nothing for a delimiter; a comma is then as good as any.
  const shape = columns === 1 ? (dialect.delimiter === ',' ? 0.05 : 0.04) : (columns - 1) / columns;
  const look = 0.1 + typed / cells;
  const damage = 1 / (1 + (faults + quoted) / records.length);
  const rare = dialect.delimiter === ' ' || dialect.delimiter === BLANK_RUNS ? 0.8 : 1;
  return { value: consistency ** 2 * shape * look * damage * rare, columns, agreeing };
}

/** The most frequent number of cells; of equally frequent ones the larger. */
export function modalWidth(records: readonly string[][]): { columns: number; agreeing: number } {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let columns = 1;
  let agreeing = 0;
  for (const [width, count] of counts) {
    if (count > agreeing || (count === agreeing && width > columns)) {
      columns = width;
      agreeing = count;
    }
  }
  return { columns, agreeing };
}
