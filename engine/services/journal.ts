import type { EpochRecord } from '../protocol/training.ts';

/** What a run has told so far: its epochs and its lines, kept with it at every checkpoint and at its end. */
export interface Journal {
  epochs: EpochRecord[];
  lines: string[];
}

export function createJournal(): Journal {
  return { epochs: [], lines: [] };
}
