import { parquetMetadataAsync, parquetScan, parquetSchema, type AsyncBuffer, type FileMetaData, type ParquetScan } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ImportOverrides } from '../../protocol/data.ts';
import { CancelledError, ExpectedError } from '../../protocol/errors.ts';
import { hashSource } from '../file-hash.ts';
import type { FileReader, ImportOptions } from '../file-reader.ts';
import { pauseFor } from '../csv/pause.ts';
import type { HeadReader, ImportPlan } from '../csv/plan.ts';
import type { SourceFile } from '../csv/source.ts';
import type { TableBuilder } from '../csv/table.ts';
import { describeColumn, type ParquetColumn } from './columns.ts';

/** Rows given to the table at a time. */
const BATCH = 5_000;

/**
 * A Parquet file. Rows count from 1. A row group is read at a time, a column after the other and only those that are used, so memory does not
 * hold more than one row group beside the data themselves. Columns of lists, maps and structures are left out and named.
 * Errors: `damaged-parquet`, `nested-column`.
 */
export async function openParquet(source: SourceFile, overrides: ImportOverrides): Promise<FileReader> {
  if (overrides.sheet !== undefined) {
    const message = `${source.path} is a Parquet file, so it has no sheet "${overrides.sheet}"; leave the sheet out.`;
    throw new ExpectedError('not-a-workbook', message, { setting: 'sheet', flag: '--sheet' });
  }
  const file = fileBuffer(source);
  const metadata = await reading(source, () => parquetMetadataAsync(file));
  const described = parquetSchema(metadata).children.map(describeColumn);
  const nested = described.filter((column) => column.nested);
  const columns = described.filter((column) => !column.nested);
  refuseNested(source, nested, columns, overrides);
  const scan = await reading(source, () => parquetScan({ file, metadata, compressors, columns: columns.map(({ name }) => name) }));
  const names = columns.map(({ name }) => name);

  const readHead: HeadReader = async (limits, _overrides, _missing, _guesses, log) => {
    const rows = Number(metadata.num_rows);
    const wanted = Math.min(rows, limits.records);
    if (rows === 0) throw new ExpectedError('no-data', `${source.path} holds no rows; choose a file with rows of data.`);
    for (const { name, what } of nested) {
      log.add({
        code: 'nested-column',
        severity: 'warning',
        message: `Column "${name}" holds ${what} in each row, not one value, and is left out.`,
        advice: 'Write its parts as columns of their own if they matter.',
        column: name,
      });
    }
    const texts = await columnTexts(scan, columns, { rowStart: 0, rowEnd: wanted }, source);
    return {
      encoding: 'utf-8',
      dialect: { delimiter: ',', quote: '"', newline: '\n' },
      skipLines: 0,
      header: names,
      names,
      width: names.length,
      records: recordsOf(texts, 0, wanted),
      lines: Array.from({ length: wanted }, (_, i) => i + 1),
      complete: wanted === rows,
      sheet: null,
    };
  };

  return {
    format: 'parquet',
    sheets: [],
    decided: (own) => ({ ...own, encoding: 'utf-8', decimal: '.', thousands: '' }),
    readHead,
    feed: (plan, table, options) => feed(scan, metadata, columns, source, plan, table, options),
  };
}

async function feed(
  scan: ParquetScan,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
  source: SourceFile,
  plan: ImportPlan,
  table: TableBuilder,
  { signal, onProgress }: ImportOptions,
): Promise<string> {
  const pause = pauseFor(signal);
  const rows = Number(metadata.num_rows);
  const used = columns.map((_, i) => plan.timeColumns.includes(i) || table.uses(i));
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const texts: Cells[] = [];
    for (const [i, column] of columns.entries()) {
      await pause();
      texts.push(used[i] ? await columnCells(scan, column, { rowStart: start, rowEnd: end }, source) : empty);
    }
    for (let from = start; from < end; from += BATCH) {
      await pause();
      const to = Math.min(end, from + BATCH);
      const lines = Array.from({ length: to - from }, (_, i) => from + i + 1);
      table.add({ records: recordsOf(texts, from - start, to - start), lines, faults: [] });
      onProgress?.(to / rows, to);
    }
    start = end;
  }
  return hashSource(source, pause);
}

type Cells = (row: number) => string;
const empty: Cells = () => '';

interface Rows {
  rowStart: number;
  rowEnd: number;
}

async function columnTexts(scan: ParquetScan, columns: readonly ParquetColumn[], wanted: Rows, source: SourceFile): Promise<Cells[]> {
  const cells: Cells[] = [];
  for (const column of columns) cells.push(await columnCells(scan, column, wanted, source));
  return cells;
}

/** The cells of one column, also over several row groups. */
async function columnCells(
  scan: ParquetScan,
  { name, text }: ParquetColumn,
  { rowStart, rowEnd }: Rows,
  source: SourceFile,
): Promise<Cells> {
  const pieces: Array<{ from: number; values: ArrayLike<unknown> }> = [];
  for (const range of scan.ranges) {
    const from = Math.max(rowStart, range.rowStart);
    const to = Math.min(rowEnd, range.rowEnd);
    if (from >= to) continue;
    const values = await reading(source, () => scan.readColumn({ column: name, rowStart: from, rowEnd: to }));
    pieces.push({ from: from - rowStart, values });
  }
  const [only] = pieces;
  if (pieces.length === 1 && only) return (row) => text(only.values[row]);
  return (row) => {
    const piece = pieces.findLast((candidate) => candidate.from <= row);
    return piece ? text(piece.values[row - piece.from]) : '';
  };
}

function recordsOf(cells: readonly Cells[], from: number, to: number): string[][] {
  return Array.from({ length: to - from }, (_, i) => cells.map((cell) => cell(from + i)));
}

function fileBuffer(source: SourceFile): AsyncBuffer {
  return {
    byteLength: source.size,
    slice: async (start, end = source.size) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(end, source.size) - start));
      const count = await source.read(buffer, start);
      return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + count);
    },
  };
}

/** What the library cannot read is a damaged file, or one of a kind that it does not know. */
async function reading<T>(source: SourceFile, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExpectedError || error instanceof CancelledError) throw error;
    const why = error instanceof Error ? error.message.replace(/^parquet\s*/, '') : String(error);
    const message = `${source.path} could not be read as a Parquet file (${why}). It may be cut off or damaged; write it again, or export the data as CSV.`;
    throw new ExpectedError('damaged-parquet', message, { path: source.path });
  }
}

function refuseNested(
  source: SourceFile,
  nested: readonly ParquetColumn[],
  columns: readonly ParquetColumn[],
  overrides: ImportOverrides,
): void {
  const named = overrides.columns?.map(({ name }) => nested.find((column) => column.name === name)).find((column) => column !== undefined);
  const refused = named ?? (columns.length === 0 ? nested[0] : undefined);
  if (!refused) return;
  const message = `Column "${refused.name}" of ${source.path} holds ${refused.what} in each row, not one value, and cannot be read; write its parts as columns of their own.`;
  throw new ExpectedError('nested-column', message, { column: refused.name });
}
