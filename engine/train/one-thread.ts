import type { RunConfig } from '../protocol/training.ts';

/** The configuration on one thread: the same result, and the other cores free for others. */
export function oneThread(config: RunConfig): RunConfig {
  return { ...config, training: { ...config.training, threads: 1 } };
}
