import type { FileFormat, ImportOverrides } from '../protocol/data.ts';
import type { HeadReader, ImportPlan } from './csv/plan.ts';
import type { TableBuilder } from './csv/table.ts';

export interface ImportOptions {
  signal?: AbortSignal;
  /** Called after each piece of the file: the share that was read, 0 to 1, and the rows so far. */
  onProgress?: (share: number, rows: number) => void;
}

/** A file of any kind as rows of cells that are text: one detection of times, numbers and series serves all of them. */
export interface FileReader {
  readonly format: FileFormat;
  /** Of a workbook; else none. */
  readonly sheets: string[];
  /** What the kind of file decides by itself, under what the user has decided. */
  decided(overrides: ImportOverrides): ImportOverrides;
  readonly readHead: HeadReader;
  /** Gives all rows to the table; returns the SHA-256 of the file's bytes, hex. */
  feed(plan: ImportPlan, table: TableBuilder, options: ImportOptions): Promise<string>;
}
