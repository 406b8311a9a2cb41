/** Schemas of import settings and of the questions about data. */
import type { Fix, Frequency, ImportOverrides, ImportSettings, Resampling, RowsRequest, WindowRequest } from '../data.ts';
import { count, finite, id, label, path, text, z } from './common.ts';

export const columnType = z.enum(['number', 'time', 'text']);
export const columnRole = z.enum(['time', 'series', 'value', 'ignore']);

export const columnSettings = z.strictObject({ name: text, type: columnType, role: columnRole });

export const frequency = z.strictObject({
  unit: z.enum(['second', 'minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year', 'row']),
  step: z.int().min(1).max(1_000_000),
}) satisfies z.ZodType<Frequency>;

export const timeFormat = z.strictObject({ format: z.string().min(1).max(200), zone: z.string().min(1).max(100) });

const resampling = z.strictObject({
  frequency,
  rules: z.record(text, z.enum(['mean', 'sum', 'first', 'last', 'min', 'max'])),
}) satisfies z.ZodType<Resampling>;

const rule = resampling.shape.rules.valueType;

export const fix = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept'), code: text, column: text.nullable() }),
  z.strictObject({ kind: z.literal('repeated-times'), keep: z.enum(['first', 'last', 'mean']) }),
  z.strictObject({ kind: z.literal('missing-value'), column: text, value: finite }),
  z.strictObject({ kind: z.literal('missing-cells'), column: text, rows: z.array(z.int().min(1)).min(1).max(1_000_000) }),
  z.strictObject({ kind: z.literal('interpolate'), column: text.nullable(), longest: z.int().min(1).max(1_000_000) }),
  z.strictObject({ kind: z.literal('ignore-column'), column: text }),
  z.strictObject({ kind: z.literal('resample'), frequency, rule }),
]) satisfies z.ZodType<Fix>;

export const fixes = z.array(fix).max(10_000);

export const importSettings = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.string().min(1).max(10),
  quote: z.enum(['"', "'"]),
  skipLines: z.int().min(0).max(1_000_000_000),
  header: z.boolean(),
  decimal: z.enum(['.', ',']),
  thousands: z.enum(['', ',', '.', ' ', "'"]),
  missing: z.array(text).max(1000),
  layout: z.enum(['single', 'wide', 'long']),
  columns: z.array(columnSettings).max(1_000_000),
  time: timeFormat,
  frequency: frequency.nullable(),
  resample: resampling.nullable(),
  sheet: label.exactOptional(),
  fixes: fixes.exactOptional(),
}) satisfies z.ZodType<ImportSettings>;

const settingsShape = importSettings.shape;

export const importOverrides = z.strictObject({
  encoding: settingsShape.encoding.exactOptional(),
  delimiter: settingsShape.delimiter.exactOptional(),
  quote: settingsShape.quote.exactOptional(),
  skipLines: settingsShape.skipLines.exactOptional(),
  header: settingsShape.header.exactOptional(),
  decimal: settingsShape.decimal.exactOptional(),
  thousands: settingsShape.thousands.exactOptional(),
  missing: settingsShape.missing.exactOptional(),
  layout: settingsShape.layout.exactOptional(),
  columns: z
    .array(z.strictObject({ name: text, type: columnType.exactOptional(), role: columnRole.exactOptional() }))
    .max(1_000_000)
    .exactOptional(),
  time: settingsShape.time.exactOptional(),
  frequency: settingsShape.frequency.exactOptional(),
  resample: settingsShape.resample.exactOptional(),
  sheet: settingsShape.sheet,
  fixes: settingsShape.fixes,
}) satisfies z.ZodType<ImportOverrides>;

export const previewParams = z.strictObject({ path, overrides: importOverrides });

export const importParams = z.strictObject({ path, overrides: importOverrides, name: label.optional(), remember: z.boolean().optional() });

export const fixesParams = z.strictObject({ datasetId: id, fixes });

export const renameDatasetParams = z.strictObject({ datasetId: id, name: label });

export const datasetParams = z.strictObject({ datasetId: id });

export const windowRequest = z.strictObject({
  datasetId: id,
  seriesId: text,
  column: text,
  from: finite.nullable(),
  to: finite.nullable(),
  pixels: z.int().min(1).max(100_000),
}) satisfies z.ZodType<WindowRequest>;

export const columnParams = z.strictObject({ datasetId: id, column: text });

export const profileParams = z.strictObject({ datasetId: id, seriesId: text, column: text });

export const rowsRequest = z.strictObject({
  datasetId: id,
  offset: count,
  limit: z.int().min(0).max(10_000),
}) satisfies z.ZodType<RowsRequest>;
