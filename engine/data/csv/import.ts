import { createHash } from 'node:crypto';
import type { ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import type { Dataset } from '../dataset.ts';
import { ambiguous } from '../time/candidates.ts';
import { timeReader } from '../time/time-reader.ts';
import { assemble } from './assemble.ts';
import { createDecoder } from './encoding.ts';
import { CHUNK_BYTES } from './limits.ts';
import { pauseFor } from './pause.ts';
import { planImport, type ImportPlan } from './plan.ts';
import { RecordParser } from './records.ts';
import { openSource, type SourceFile } from './source.ts';
import { TableBuilder } from './table.ts';

export interface ImportOptions {
  signal?: AbortSignal;
  /** Called after each piece of the file; bytes. */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/**
 * Reads a CSV file into a dataset with a regular index. What `overrides` leaves open is detected; where the file
 * allows two readings that differ, nothing is guessed and the error says how to decide.
 * Errors: those of `openSource`, `readHead`, `planImport`, `TableBuilder.finish`, `orderRows` and `makeRegular`;
 * `ambiguous-dates`, `mixed-dates`, `ambiguous-numbers`, `file-changed`; `CancelledError`.
 */
export async function importCsv(path: string, overrides: ImportOverrides = {}, options: ImportOptions = {}): Promise<Dataset> {
  const source = await openSource(path);
  try {
    const plan = await planImport(source, overrides, options.signal);
    refuseDoubt(plan);
    const table = new TableBuilder(plan, plan.log);
    const hash = await streamTable(source, plan, table, options);
    await source.verify();
    const stated = overrides.layout !== undefined || (overrides.columns?.some(({ role }) => role === 'series') ?? false);
    return await assemble(plan, table, { path, bytes: source.size, hash }, stated, plan.log, pauseFor(options.signal));
  } finally {
    await source.close();
  }
}

/** Throws where the head shows a doubt that the rest of the file cannot settle. */
function refuseDoubt(plan: ImportPlan): void {
  const { numberDoubt, timeFormats, timeColumns, settings, head } = plan;
  if (numberDoubt) {
    const message =
      `Numbers such as "${numberDoubt.example}" can be thousands or have three decimals, and no other number decides. ` +
      'State the decimal separator, . or ,.';
    throw new ExpectedError('ambiguous-numbers', message, { example: numberDoubt.example, setting: 'decimal', flag: '--decimal' });
  }
  if (timeFormats.length > 1 && timeFormats.includes('row')) {
    const column = timeColumns[0]!;
    const name = settings.columns[column]!.name;
    const example = head.records[0]?.[column] ?? '';
    const reader = timeReader(timeFormats[0]!);
    const error = ambiguous(name, [reader], example);
    const message = `Numbers such as "${example}" in "${name}" can be dates (${timeFormats[0]}) or plain numbers. State the date format, ${timeFormats.join(' or ')}.`;
    throw new ExpectedError(error.code, message, error.details);
  }
}

/** Feeds the whole file to the table; returns the SHA-256 of its bytes, hex. */
async function streamTable(source: SourceFile, plan: ImportPlan, table: TableBuilder, options: ImportOptions): Promise<string> {
  const hash = createHash('sha256');
  const decoder = createDecoder(plan.settings.encoding);
  const parser = new RecordParser(plan.head.dialect, plan.settings.skipLines);
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, source.size));
  let position = 0;
  const pause = pauseFor(options.signal);
  for (;;) {
    await pause();
    const count = await source.read(buffer, position);
    if (count === 0) break;
    const bytes = buffer.subarray(0, count);
    hash.update(bytes);
    const text = decoder.write(bytes);
    table.noteDamage(text);
    table.add(parser.push(text));
    position += count;
    options.onProgress?.(position, source.size);
  }
  const rest = decoder.end();
  if (rest) table.add(parser.push(rest));
  table.add(parser.end());
  return hash.digest('hex');
}
