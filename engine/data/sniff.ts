import { ExpectedError } from '../protocol/errors.ts';
import type { FileFormat } from '../protocol/data.ts';
import type { SourceFile } from './csv/source.ts';

/** Bytes at either end of a zip archive that are searched for the names of a workbook's parts. */
const SEARCHED = 64 * 1024;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * What a file is, by its first bytes and not by its name; what is none of the others is left to the CSV reader, which refuses what is
 * no text. Errors: `encrypted-file`.
 */
export async function sniff(source: SourceFile): Promise<FileFormat | 'old-excel'> {
  const head = await piece(source, 0, SEARCHED);
  const magic = head.toString('latin1', 0, 4);
  if (magic === 'PAR1') return 'parquet';
  if (magic === 'PARE')
    throw new ExpectedError('encrypted-file', `${source.path} is an encrypted Parquet file; save it without encryption and import that.`, {
      path: source.path,
    });
  if (head.subarray(0, 4).equals(OLE)) return 'old-excel';
  if (magic !== 'PK\u0003\u0004') return 'csv';
  const tail = await piece(source, Math.max(0, source.size - SEARCHED), SEARCHED);
  return head.includes('xl/') || tail.includes('xl/workbook') ? 'excel' : 'csv';
}

async function piece(source: SourceFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, source.size));
  return buffer.subarray(0, await source.read(buffer, position));
}
