/**
 * Has at most `places` works under way, and asks `next` whenever one has ended; null means that there is nothing to do until another ends.
 * Resolves when nothing is under way and nothing is left. The first work that fails ends the giving out: it is rejected
 * with, once the others have ended.
 */
export async function keepBusy<T>(places: number, next: () => T | null, work: (job: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (;;) {
    while (failures.length === 0 && running.size < places) {
      const job = next();
      if (job === null) break;
      const one: Promise<void> = work(job)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}
