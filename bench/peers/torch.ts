/** PyTorch as a contender: `torch_worker.py`, which holds one network at a time. */
import { join } from 'node:path';
import type { Contender } from '../best.ts';
import { type Cell, HORIZON, type Shape } from '../network.ts';
import { installed, startWorker } from './worker.ts';

export interface TorchPeer {
  /** With the threads that it chose, which are those allowed or one. */
  contender: (cell: Cell, shape: Shape, threads: number) => Promise<Contender & { threads: number }>;
  stop: () => void;
}

export function startTorch(): TorchPeer {
  const worker = startWorker(installed('.venv/bin/python'), [join(import.meta.dirname, 'torch_worker.py')]);
  return {
    async contender(cell, shape, threads) {
      const chosen = await worker.ask<{ seconds: number; threads: number }>({ cell, ...shape, outputs: HORIZON, threads });
      const time = async (steps: number): Promise<number> => (await worker.ask<{ seconds: number }>({ steps })).seconds;
      return { time, best: chosen.seconds, threads: chosen.threads };
    },
    stop: () => worker.stop(),
  };
}
