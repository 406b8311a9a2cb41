/**
 * `notes/<dataset>-<hash>.json`: the user's remarks on a dataset. The hash is the first 16 digits of the file's, so that notes come back with the
 * same file and never stand beside another one that took its id.
 */
import type { DataNote } from '../protocol/exploration.ts';
import { dataNotes } from '../protocol/schemas/exploration.ts';
import { z } from '../protocol/schemas/common.ts';
import type { StoredType } from './stored.ts';

export interface NotesRecord {
  notes: DataNote[];
}

export const storedNotes: StoredType<NotesRecord> = {
  format: 'hindcast.notes',
  version: 1,
  schema: z.strictObject({ notes: dataNotes }),
  migrations: {},
};
