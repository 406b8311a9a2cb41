import type { AnnotationRequest, RunAnnotation } from '../runs.ts';
import { id, z } from './common.ts';

const notes = z.string().max(20_000);
const tag = z
  .string()
  .min(1)
  .max(60)
  .refine((value) => value === value.trim() && !value.includes(','), { error: 'a tag without commas and without spaces around it' });
const tags = z.array(tag).max(100);
const folder = z
  .string()
  .max(500)
  .refine((value) => value === '' || value.split('/').every((part) => part !== '' && part === part.trim()), {
    error: 'a path like airline/lstm, without empty parts',
  });

export const annotation = z.strictObject({
  notes,
  tags,
  folder,
  archived: z.boolean(),
  pinned: z.boolean(),
}) satisfies z.ZodType<RunAnnotation>;

const runIds = z.array(id).min(1).max(10_000);

export const annotationRequest = z.strictObject({
  runIds,
  notes: notes.optional(),
  tags: tags.optional(),
  addTags: tags.optional(),
  removeTags: tags.optional(),
  folder: folder.optional(),
  archived: z.boolean().optional(),
  pinned: z.boolean().optional(),
}) satisfies z.ZodType<AnnotationRequest>;

export const curvesParams = z.strictObject({ runIds });
