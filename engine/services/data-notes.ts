import type { Workspace } from '../project/workspace.ts';
import type { DataNote } from '../protocol/exploration.ts';
import { ExpectedError } from '../protocol/errors.ts';

const NO_WORKSPACE = 'Notes are kept in a workspace, and none is open. Open a workspace folder first.';

/** In order of time. Without a workspace there are none. Errors: those of `Workspace.loadNotes`. */
export async function loadNotes(workspace: Workspace | null, datasetId: string): Promise<DataNote[]> {
  const notes = workspace === null ? [] : await workspace.loadNotes(datasetId);
  return notes.sort((a, b) => a.time - b.time);
}

/** Errors: `no-workspace`, those of `Workspace.saveNotes`. */
export async function saveNotes(workspace: Workspace | null, datasetId: string, notes: DataNote[]): Promise<void> {
  if (workspace === null) throw new ExpectedError('no-workspace', NO_WORKSPACE);
  await workspace.saveNotes(datasetId, notes);
}
