/** `annotation.json`: what people say of a run. It stands beside the run's record, which training writes. */
import { annotation } from '../protocol/schemas/runs.ts';
import type { RunAnnotation } from '../protocol/runs.ts';
import type { StoredType } from './stored.ts';

export const ANNOTATION_FILE = 'annotation.json';

export const storedAnnotation: StoredType<RunAnnotation> = {
  format: 'hindcast.annotation',
  version: 1,
  schema: annotation,
  migrations: {},
};
