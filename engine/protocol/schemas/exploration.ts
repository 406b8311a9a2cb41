/** Schemas of the questions about data by numbers. */
import type { DataNote, PlaceRequest, RangeRequest } from '../exploration.ts';
import { count, finite, id, label, text, z } from './common.ts';

export const placeRequest = z.union([
  z.strictObject({ datasetId: id, fileRow: count }),
  z.strictObject({ datasetId: id, seriesId: text, time: finite }),
]) satisfies z.ZodType<PlaceRequest>;

export const rangeRequest = z.strictObject({
  datasetId: id,
  seriesId: text,
  column: text,
  from: finite,
  to: finite,
}) satisfies z.ZodType<RangeRequest>;

export const dataNotes = z
  .array(z.strictObject({ id, seriesId: text, time: finite, text: label }) satisfies z.ZodType<DataNote>)
  .max(10_000);

export const saveNotesParams = z.strictObject({ datasetId: id, notes: dataNotes });
