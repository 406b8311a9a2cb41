/** A cell that is being written: its text is kept until it stands in the run's record. */
import { uris } from '../../platform/editors/uri.ts';
import type { WorkingCopies } from '../../platform/editors/working-copies.ts';
import { checkObject, checkString } from '../../platform/state/validate.ts';

export interface CellDraft {
  runId: string;
  column: string;
  text: string;
}

const checkCell = checkObject<CellDraft>({ runId: checkString, column: checkString, text: checkString });

/** What was being written when the app ended; null where nothing was. */
export const leftCell = (copies: WorkingCopies): CellDraft | null => copies.draft(uris.runs, checkCell);

/** @param before What stands in the record: the same text is no edit. */
export function writeCell(copies: WorkingCopies, draft: CellDraft, before: string): void {
  if (draft.text === before) copies.settle(uris.runs);
  else copies.edit(uris.runs, draft);
}

export const settleCell = (copies: WorkingCopies): void => copies.settle(uris.runs);
