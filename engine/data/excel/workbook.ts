import readWorkbook from 'read-excel-file/node';
import type { ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { plainText, timeText } from '../cell-text.ts';
import { findTable } from '../csv/head.ts';
import { pauseFor } from '../csv/pause.ts';
import type { RecordBatch } from '../csv/records.ts';
import type { SourceFile } from '../csv/source.ts';
import { hashSource } from '../file-hash.ts';
import type { FileReader } from '../file-reader.ts';

/** A workbook is unpacked as a whole, to some twenty times its size. */
const MAX_BYTES = 128 * 1024 * 1024;
/** Rows given to the table at a time. */
const BATCH = 5_000;

interface Sheet {
  sheet: string;
  data: unknown[][];
}

/**
 * One sheet of an Excel workbook (.xlsx), the first that is not empty where none is stated. Rows are those of the sheet. Formulas count as the
 * values that Excel saved. Errors: `workbook-too-large`, `damaged-workbook`, `unknown-sheet`.
 */
export async function openWorkbook(source: SourceFile, overrides: ImportOverrides): Promise<FileReader> {
  if (source.size > MAX_BYTES) {
    const message = `${source.path} is larger than ${MAX_BYTES / 1024 / 1024} MiB; save the sheet as CSV in Excel and import that.`;
    throw new ExpectedError('workbook-too-large', message, { path: source.path });
  }
  const sheets = await readSheets(source);
  const names = sheets.map(({ sheet }) => sheet);
  const wanted = overrides.sheet;
  const chosen =
    wanted === undefined ? (sheets.find(({ data }) => data.length > 1) ?? sheets[0]) : sheets.find(({ sheet }) => sheet === wanted);
  if (!chosen) {
    const message = `${source.path} has no sheet "${wanted ?? ''}"; its sheets are ${names.map((name) => `"${name}"`).join(', ')}.`;
    throw new ExpectedError('unknown-sheet', message, { sheets: names, setting: 'sheet', flag: '--sheet' });
  }
  const { data } = chosen;
  return {
    format: 'excel',
    sheets: names,
    decided: (own) => ({ decimal: '.', thousands: '', ...own, encoding: 'utf-8' }),
    readHead: (limits, own, missing, guesses, log) => {
      if (own.sheet === undefined) {
        const reason = names.length === 1 ? 'the only sheet of the workbook' : 'the first sheet that holds a table';
        guesses.push({
          field: 'sheet',
          value: chosen.sheet,
          reason,
          alternatives: names.filter((name) => name !== chosen.sheet),
          certain: true,
        });
      }
      const split = (skip: number): RecordBatch & { complete: boolean } => {
        const batch = recordsOf(data, skip, limits.records);
        return { ...batch, complete: batch.next >= data.length };
      };
      const { batch, ...table } = findTable(split, source.path, own, missing, guesses, log);
      return Promise.resolve({
        encoding: 'utf-8',
        dialect: { delimiter: ',', quote: '"', newline: '\n' },
        ...table,
        complete: batch.complete,
        sheet: chosen.sheet,
      });
    },
    feed: async (plan, table, { signal, onProgress }) => {
      const pause = pauseFor(signal);
      let toSkip = plan.head.header === null ? 0 : 1;
      for (let at = plan.settings.skipLines; at < data.length;) {
        await pause();
        const { records, lines, next } = recordsOf(data, at, BATCH);
        table.add({ records: records.slice(toSkip), lines: lines.slice(toSkip), faults: [] });
        toSkip = 0;
        at = next;
        onProgress?.(at / data.length, table.lines.length);
      }
      return hashSource(source, pause);
    },
  };
}

/** Rows from index `from` on that are not empty, at most `limit`; `next` is the index of the first that was not looked at. */
function recordsOf(data: readonly unknown[][], from: number, limit: number): RecordBatch & { next: number } {
  const batch = { records: [] as string[][], lines: [] as number[], faults: [], next: from };
  for (; batch.next < data.length && batch.records.length < limit; batch.next += 1) {
    const cells = data[batch.next]!.map(cellText);
    if (cells.every((cell) => cell.trim() === '')) continue;
    batch.records.push(cells);
    batch.lines.push(batch.next + 1);
  }
  return batch;
}

/** Excel keeps days as fractions: what lies within two milliseconds of a second is that second. */
function cellText(value: unknown): string {
  if (!(value instanceof Date)) return plainText(value);
  const second = Math.round(value.getTime() / 1000) * 1000;
  return timeText(Math.abs(second - value.getTime()) <= 2 ? new Date(second) : value, false);
}

async function readSheets(source: SourceFile): Promise<Sheet[]> {
  const bytes = Buffer.alloc(source.size);
  await source.read(bytes, 0);
  try {
    // The library's types call a date `typeof Date`.
    return await readWorkbook(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `${source.path} could not be read as an Excel workbook (${why}). Open it in Excel and save it as .xlsx again, or as CSV.`;
    throw new ExpectedError('damaged-workbook', message, { path: source.path });
  }
}

/** Workbooks that are no zip archive are of before Excel 2007, or protected by a password. Errors: `encrypted-file`, `old-workbook`. */
export async function refuseOldWorkbook(source: SourceFile): Promise<never> {
  const bytes = Buffer.alloc(Math.min(source.size, MAX_BYTES));
  const { path } = source;
  const read = bytes.subarray(0, await source.read(bytes, 0));
  if (read.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    throw new ExpectedError('encrypted-file', `${path} is protected by a password; save it in Excel without one and import that.`, {
      path,
    });
  }
  throw new ExpectedError(
    'old-workbook',
    `${path} is in the format of Excel before 2007 (.xls); save it in Excel as .xlsx or as CSV and import that.`,
    {
      path,
    },
  );
}
