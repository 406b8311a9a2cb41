/** `datasets/<id>.json`: what is known of a dataset, and all that is needed to import it again. The data stay in their file. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { stat } from 'node:fs/promises';
import type { ColumnSummary, DatasetSummary, Finding, SeriesSummary } from '../protocol/data.ts';
import { count, id, label, path, text, z } from '../protocol/schemas/common.ts';
import { columnSettings, fixes, frequency, importSettings } from '../protocol/schemas/data.ts';
import { upgradeSettings, withoutFixes } from './first-version.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

/** A summary as stored: `relativePath` leads from the storing folder to the file, with `/`; null on another drive. */
export interface DatasetRecord extends DatasetSummary {
  relativePath: string | null;
}

const findingSchema = z.strictObject({
  code: text,
  severity: z.enum(['error', 'warning', 'info']),
  message: text,
  advice: text,
  row: count.nullable(),
  column: text.nullable(),
  count,
  fixes: fixes.exactOptional(),
}) satisfies z.ZodType<Finding>;

const columnSchema = columnSettings.extend({
  observed: count,
  missing: count,
  min: anyNumber.nullable(),
  max: anyNumber.nullable(),
  mean: anyNumber.nullable(),
}) satisfies z.ZodType<ColumnSummary>;

const seriesSchema = z.strictObject({
  id: text,
  offset: count,
  length: count,
  start: anyNumber,
  end: anyNumber,
}) satisfies z.ZodType<SeriesSummary>;

export const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 in hex' });

export const storedDataset: StoredType<DatasetRecord> = {
  format: 'hindcast.dataset',
  version: 3,
  schema: z.strictObject({
    id,
    name: label,
    path,
    relativePath: path.nullable(),
    bytes: count,
    hash,
    rows: count,
    hasTime: z.boolean(),
    frequency,
    season: count,
    columns: z.array(columnSchema),
    series: z.array(seriesSchema),
    settings: importSettings,
    findings: z.array(findingSchema),
  }),
  migrations: { 1: upgradeSettings, 2: withoutFixes },
};

/** The way from a folder to a file, with `/`; null where there is none (another drive). */
export function relativePathFrom(folder: string, file: string): string | null {
  const way = relative(folder, file);
  return isAbsolute(way) || way === '' ? null : way.split(sep).join('/');
}

async function isFile(candidate: string): Promise<boolean> {
  return stat(candidate).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Where a file is now. One inside the folder moves with it, so it is looked for there first; any other is looked for
 * where it was, then by the way to it. Found nowhere: where it was.
 */
export async function locateFile(folder: string, absolute: string, way: string | null): Promise<string> {
  if (way === null) return absolute;
  const moved = resolve(folder, way);
  const candidates = way.startsWith('../') ? [absolute, moved] : [moved, absolute];
  for (const candidate of candidates) if (await isFile(candidate)) return candidate;
  return absolute;
}
