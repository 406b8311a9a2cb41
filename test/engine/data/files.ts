import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { importFile } from '../../../engine/data/index.ts';
import type { Finding, ImportOverrides } from '../../../engine/protocol/data.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-csv-'));
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Path of a new file in a folder that goes away with the tests. */
export function write(content: string | Buffer, name = `file-${(count += 1)}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A file of lines. */
export function lines(...rows: string[]): string {
  return write(`${rows.join('\n')}\n`);
}

export function read(content: string | Buffer, overrides: ImportOverrides = {}): Promise<Dataset> {
  return importFile(write(content), overrides);
}

/** Values of a numeric column; null where missing. */
export function values(dataset: Dataset, name: string): Array<number | null> {
  const column = dataset.numeric.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no numeric column ${name} among ${dataset.numeric.map((other) => other.name).join(', ')}`);
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

/** Times as ISO dates, to the minute where there is one. */
export function dates(dataset: Dataset): string[] {
  return Array.from(dataset.time, (time) => new Date(time).toISOString().replace('T00:00:00.000Z', '').replace(':00.000Z', ''));
}

export function finding(dataset: Dataset, code: string): Pick<Finding, 'row' | 'column' | 'count' | 'severity'> | undefined {
  const found = dataset.findings.find((candidate) => candidate.code === code);
  return found && { row: found.row, column: found.column, count: found.count, severity: found.severity };
}

/** The expected error of a promise, or a failure that says what came instead. */
export async function refusal(promise: Promise<unknown>): Promise<ExpectedError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('expected a refusal, but the file was read');
}
