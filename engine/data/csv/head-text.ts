import type { Encoding, Guess } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { createDecoder, detectEncoding } from './encoding.ts';
import type { FindingLog } from './findings.ts';
import { MAX_LINE } from './limits.ts';
import { throwIfCancelled } from './pause.ts';
import { detectNewline, RecordParser, type Dialect, type RecordBatch } from './records.ts';
import type { SourceFile } from './source.ts';

export interface HeadText {
  /** Whole lines. */
  text: string;
  /** The file holds no more. */
  complete: boolean;
  encoding: Encoding;
}

/** Text of the first `bytes` of a file; more where they hold no two whole lines. */
export async function readText(
  source: SourceFile,
  bytes: number,
  encoding: Encoding | undefined,
  guesses: Guess[],
  log: FindingLog,
  signal: AbortSignal | undefined,
): Promise<HeadText> {
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
    if (!complete && wanted < MAX_LINE && !/^\s*\S[^\r\n]*[\r\n]+[^\r\n]+[\r\n]+[^\r\n]/.test(text)) continue;
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

/** Splits text until it has `limit` records; `complete`: that was all of it. */
export function splitHead(text: string, dialect: Dialect, skipLines: number, limit: number): RecordBatch & { complete: boolean } {
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
  return { ...whole, complete: at >= text.length };
}

/** Text without its first lines. */
export function dropLines(text: string, count: number): string {
  const newline = detectNewline(text);
  let from = 0;
  for (let i = 0; i < count; i += 1) {
    const next = text.indexOf(newline, from);
    if (next < 0) return '';
    from = next + 1;
  }
  return text.slice(from);
}
