import type { EpochTiming } from '../protocol/runs.ts';
import type { EpochRecord } from '../protocol/training.ts';

/** What a run has told so far: its epochs, when they ended, and its lines, kept with it at every checkpoint and at its end. */
export interface Journal {
  epochs: EpochRecord[];
  lines: string[];
  timings: EpochTiming[];
}

export function createJournal(): Journal {
  return { epochs: [], lines: [], timings: [] };
}
