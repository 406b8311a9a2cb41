import type { RunConfig } from '../protocol/training.ts';

/**
 * Trains several configurations at once, at most `atOnce` at a time, in their order: a free place goes to the next. The core
 * trains each on a thread of its own, so a network of one thread keeps one core busy (`oneThread`). Outcomes stand in
 * the order of the works; one that fails does not touch the others. Never rejects.
 */
export async function fitMany<T>(works: ReadonlyArray<() => Promise<T>>, atOnce: number): Promise<Array<PromiseSettledResult<T>>> {
  const outcomes = new Array<PromiseSettledResult<T>>(works.length);
  let next = 0;
  const place = async (): Promise<void> => {
    while (next < works.length) {
      const index = next++;
      outcomes[index] = await settle(works[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, atOnce), works.length) }, place));
  return outcomes;
}

async function settle<T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  try {
    return { status: 'fulfilled', value: await work() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}

/** The configuration on one thread: the same result, and the other cores free for others. */
export function oneThread(config: RunConfig): RunConfig {
  return { ...config, training: { ...config.training, threads: 1 } };
}
