import type { ImportOverrides } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { csvReader } from './csv/reader.ts';
import type { SourceFile } from './csv/source.ts';
import { openWorkbook, refuseOldWorkbook } from './excel/workbook.ts';
import type { FileReader } from './file-reader.ts';
import { openParquet } from './parquet/parquet.ts';
import { sniff } from './sniff.ts';

const NAMES = { excel: 'an Excel workbook', parquet: 'a Parquet file' };

/** What a file with this ending is expected to be. */
const EXPECTED: ReadonlyArray<readonly [ending: RegExp, format: keyof typeof NAMES]> = [
  [/\.xls[xm]$/i, 'excel'],
  [/\.parquet$/i, 'parquet'],
];

/**
 * Errors: `misnamed-file` where the ending says workbook or Parquet and the content is neither, `not-a-workbook` where a sheet is named of
 * another file, and those of the kinds.
 */
export async function openReader(source: SourceFile, overrides: ImportOverrides): Promise<FileReader> {
  const format = await sniff(source);
  if (format === 'parquet') return openParquet(source, overrides);
  if (format === 'excel') return openWorkbook(source, overrides);
  if (format === 'old-excel') return refuseOldWorkbook(source);
  const expected = EXPECTED.find(([ending]) => ending.test(source.path));
  if (expected) throw misnamed(source.path, NAMES[expected[1]]);
  return csvReader(source, overrides);
}

function misnamed(path: string, name: string): ExpectedError {
  const message = `${path} is not ${name}, though its ending says so. If it is text, rename it to end in .csv; else save it again.`;
  return new ExpectedError('misnamed-file', message, { path });
}
