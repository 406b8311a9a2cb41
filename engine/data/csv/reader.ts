import { createHash } from 'node:crypto';
import type { ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import type { FileReader, ImportOptions } from '../file-reader.ts';
import { createDecoder } from './encoding.ts';
import { readHead } from './head.ts';
import { CHUNK_BYTES } from './limits.ts';
import { pauseFor } from './pause.ts';
import type { ImportPlan } from './plan.ts';
import { RecordParser } from './records.ts';
import type { SourceFile } from './source.ts';
import type { TableBuilder } from './table.ts';

/** Delimited text. Error: `not-a-workbook`. */
export function csvReader(source: SourceFile, overrides: ImportOverrides): FileReader {
  if (overrides.sheet !== undefined) {
    const message = `${source.path} is no Excel workbook, so it has no sheet "${overrides.sheet}"; leave the sheet out.`;
    throw new ExpectedError('not-a-workbook', message, { setting: 'sheet', flag: '--sheet' });
  }
  return {
    format: 'csv',
    sheets: [],
    decided: (own) => own,
    readHead: (...how) => readHead(source, ...how),
    feed: (plan, table, options) => streamTable(source, plan, table, options),
  };
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
    options.onProgress?.(position / source.size, table.lines.length);
  }
  const rest = decoder.end();
  if (rest) table.add(parser.push(rest));
  table.add(parser.end());
  return hash.digest('hex');
}
