import type { ImportOverrides } from '../protocol/data.ts';
import { csvReader } from './csv/reader.ts';
import type { SourceFile } from './csv/source.ts';
import { openWorkbook, refuseOldWorkbook } from './excel/workbook.ts';
import type { FileReader } from './file-reader.ts';
import { openParquet } from './parquet/parquet.ts';
import { sniff } from './sniff.ts';

/** Errors: `not-a-workbook` where a sheet is named of another file, and those of the kinds. */
export async function openReader(source: SourceFile, overrides: ImportOverrides): Promise<FileReader> {
  const format = await sniff(source);
  if (format === 'parquet') return openParquet(source, overrides);
  if (format === 'excel') return openWorkbook(source, overrides);
  if (format === 'old-excel') return refuseOldWorkbook(source);
  return csvReader(source, overrides);
}
