import type { Job } from '../../../engine/protocol/contract.ts';

/**
 * Seconds until everything is done, at most: what runs goes on side by side; what waits takes, in as many rows as may run at once, as long as
 * those that run take in all. Null while nothing of what runs tells how far it is.
 */
export function overallSeconds(
  running: ReadonlyArray<Pick<Job, 'progress' | 'remainingSeconds'>>,
  waiting: number,
  limit: number,
): number | null {
  const known = running.filter((job): job is Job => job.remainingSeconds !== null);
  if (known.length === 0) return null;
  const longest = Math.max(...known.map((job) => job.remainingSeconds ?? 0));
  if (waiting === 0) return longest;
  const totals = known.filter(({ progress }) => progress !== null && progress > 0 && progress < 1).map(total);
  if (totals.length === 0) return null;
  const mean = totals.reduce((sum, seconds) => sum + seconds, 0) / totals.length;
  return longest + (mean * waiting) / Math.max(1, limit);
}

/** From what is left and the share that is done: remaining = total (1 - share). */
function total({ progress, remainingSeconds }: Pick<Job, 'progress' | 'remainingSeconds'>): number {
  return (remainingSeconds ?? 0) / (1 - (progress ?? 0));
}
