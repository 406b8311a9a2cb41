/** `hindcast.json`: what makes a folder a workspace. */
import { z } from '../protocol/schemas/common.ts';
import type { StoredType } from './stored.ts';

export interface WorkspaceRecord {
  id: string;
}

export const storedWorkspace: StoredType<WorkspaceRecord> = {
  format: 'hindcast.workspace',
  version: 1,
  schema: z.strictObject({ id: z.string().min(1).max(100) }),
  migrations: {},
};
