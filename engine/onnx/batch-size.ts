/** Longest run in milliseconds: the runtime blocks its process while it computes, so this bounds how late a cancel is answered. */
const LONGEST_RUN = 250;
const FIRST = 16;
/** A larger batch must be this much faster a window to be worth its memory. */
const WORTH = 1.05;
/** Below this share of the best rate a larger batch is not tried further; above it, a slow run may be chance. */
const HOPELESS = 0.8;

/**
 * Chooses how many windows go into one run by timing the first runs of a job: it doubles the batch while that does not slow a
 * window down, while a run stays short, and up to `limit`; then it stays with the fastest.
 */
export class BatchSize {
  private readonly limit: number;
  private best: { size: number; rate: number } | null = null;
  private next: number;
  private settled = false;

  constructor(limit: number) {
    this.limit = Math.max(1, Math.floor(limit));
    this.next = Math.min(FIRST, this.limit);
  }

  get size(): number {
    return this.next;
  }

  /** A run of `count` windows took `milliseconds`; a run that was not full teaches nothing. */
  record(count: number, milliseconds: number): void {
    if (this.settled || count !== this.next) return;
    const rate = count / Math.max(milliseconds, 1e-3);
    if (this.best === null || rate > this.best.rate * WORTH) this.best = { size: count, rate };
    const larger = Math.min(count * 2, this.limit);
    const promising = larger > count && rate > this.best.rate * HOPELESS && larger / rate <= LONGEST_RUN;
    this.settled = !promising;
    this.next = promising ? larger : this.best.size;
  }
}
